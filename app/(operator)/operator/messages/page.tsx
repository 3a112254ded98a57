import { Mail } from 'lucide-react'
import type { Metadata } from 'next'
import { Badge, type Tone } from '@/app/_ui/badge.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireOperator } from '@/lib/context.ts'
import { CONTACT_DAYS } from '@/lib/contact/schema.ts'
import { formatInstant } from '@/lib/dates.ts'
import { listContactMessages } from '@/lib/operator/desk.ts'
import { deleteMessageAction, settleMessageAction } from '../actions.ts'
import { DeskTabs } from '../desk-tabs.tsx'
import { RowButton } from '../row-button.tsx'

export const metadata: Metadata = { title: 'Messages' }

const STATES: Readonly<Record<string, readonly [Tone, string]>> = {
  open: ['due', 'Open'],
  answered: ['pass', 'Answered'],
  closed: ['muted', 'Closed'],
}

export default async function MessagesPage() {
  const { db } = await requireOperator()
  const messages = await listContactMessages(db)
  return (
    <>
      <PageHeader
        title="Messages"
        count={messages.length}
        sub={`What came with the contact form. Answer from your own mailbox, then mark it here; after ${CONTACT_DAYS} days a message is deleted.`}
      />
      <DeskTabs on="/operator/messages" />
      {messages.length === 0 ? (
        <EmptyState
          icon={<Mail aria-hidden="true" />}
          title="No messages"
          why="What somebody writes with the contact form stands here, and every operator gets a mail."
        />
      ) : (
        <ul className="grid max-w-[48rem] gap-3">
          {messages.map((message) => {
            const [tone, word] = STATES[message.state] ?? ['muted', message.state]
            return (
              <li key={message.id} className="grid gap-2 rounded-md border border-line bg-surface p-4">
                <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
                  <h2 className="font-semibold">
                    {message.name}
                    {message.company === '' ? null : (
                      <span className="font-normal text-ink-2">, {message.company}</span>
                    )}
                  </h2>
                  <Badge tone={tone}>{word}</Badge>
                </div>
                <p className="text-sm text-ink-3">
                  <a href={`mailto:${message.email}`} className="link">
                    {message.email}
                  </a>{' '}
                  · {formatInstant(message.created_at)} UTC
                </p>
                <p className="max-w-prose whitespace-pre-line">{message.message}</p>
                <div className="flex flex-wrap gap-2">
                  {message.state === 'open' ? (
                    <>
                      <Settle id={message.id} state="answered" label="Mark as answered" about={message.name} />
                      <Settle id={message.id} state="closed" label="Close" about={message.name} />
                    </>
                  ) : (
                    <Settle id={message.id} state="open" label="Open again" about={message.name} />
                  )}
                  <RowButton
                    action={deleteMessageAction}
                    fields={{ id: message.id }}
                    label="Delete"
                    about={message.name}
                  />
                </div>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}

function Settle({ id, state, label, about }: { id: string; state: string; label: string; about: string }) {
  return <RowButton action={settleMessageAction} fields={{ id, state }} label={label} about={about} />
}
