import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Badge } from '@/app/_ui/badge.tsx'
import { BrandMark } from '@/app/_ui/brand.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { formatInstant } from '@/lib/dates.ts'
import { listOutbox } from '@/lib/messages/list-outbox.ts'
import { outboxIsOpen } from '@/lib/messages/outbox-is-open.ts'
import { supabaseAdmin } from '@/lib/supabase/admin.ts'

export const metadata: Metadata = { title: 'Outbox', robots: { index: false } }

/** Where mail arrives on an installation without a mail provider: on this machine, for whoever sits at it. */
export default async function OutboxPage() {
  if (!(await outboxIsOpen())) notFound()
  const mails = await listOutbox(supabaseAdmin())
  return (
    <main className="mx-auto grid max-w-3xl gap-4 px-4 py-8">
      <header className="grid gap-1">
        <h1 className="flex items-center gap-2 text-xl font-semibold">
          <span className="text-link">
            <BrandMark size={24} />
          </span>
          Outbox
        </h1>
        <p className="text-ink-2">
          Mail of this local installation. Nothing leaves this machine; open the links here instead of in a mailbox.
        </p>
      </header>
      {mails.length === 0 ? (
        <EmptyState
          title="No mail yet"
          why="Sign up, invite somebody or ask for a new password: the mail appears here."
        />
      ) : (
        <ol className="grid gap-3" aria-label="Mails, newest first">
          {mails.map(({ id, to, kind, createdAt, sentAt, message }) => (
            <li
              key={id}
              data-kind={kind}
              data-to={to}
              className="grid gap-2 rounded-md border border-line bg-surface p-4"
            >
              <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
                <h2 className="font-semibold">{message?.subject ?? kind}</h2>
                <span className="text-sm text-ink-3">{formatInstant(createdAt)}</span>
              </div>
              <p className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
                <span className="break-all">To {to}</span>
                {sentAt === null ? <Badge tone="muted">Queued</Badge> : null}
              </p>
              {message === null ? (
                <p className="text-ink-3">Its content is gone.</p>
              ) : (
                <>
                  {message.link === null ? null : (
                    <p>
                      <a className="link" href={message.link} data-mail-link="">
                        Open the link
                      </a>
                    </p>
                  )}
                  <details>
                    <summary className="w-fit cursor-pointer text-sm text-ink-3">The whole text</summary>
                    <pre className="pt-2 font-sans text-sm break-words whitespace-pre-wrap text-ink-2">
                      {message.text}
                    </pre>
                  </details>
                </>
              )}
            </li>
          ))}
        </ol>
      )}
    </main>
  )
}
