import type { Metadata } from 'next'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { outboxIsOpen } from '@/lib/messages/outbox-is-open.ts'
import { DoorPage } from '@/app/_ui/door-page.tsx'
import { ResendForm } from './form.tsx'

export const metadata: Metadata = { title: 'We sent you a mail' }

export default async function CheckMailPage() {
  return (
    <DoorPage
      title="We sent you a mail"
      lead={
        <>
          <p>Open the link in it within an hour and press its button; then everything is ready.</p>
          <p>
            No mail? Look in the spam folder. If the address already has an account, none is sent:{' '}
            <TextLink href="/sign-in">sign in</TextLink> or{' '}
            <TextLink href="/reset-password">choose a new password</TextLink>.
          </p>
          {(await outboxIsOpen()) ? (
            <p>
              This installation keeps its mail on this machine: <TextLink href="/outbox">open the outbox</TextLink>.
            </p>
          ) : null}
        </>
      }
    >
      <details>
        <summary className="link w-fit cursor-pointer">Send the mail again</summary>
        <div className="pt-3">
          <ResendForm />
        </div>
      </details>
    </DoorPage>
  )
}
