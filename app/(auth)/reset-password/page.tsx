import type { Metadata } from 'next'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { outboxIsOpen } from '@/lib/messages/outbox-is-open.ts'
import { DoorPage } from '@/app/_ui/door-page.tsx'
import { ResetPasswordForm } from './form.tsx'

export const metadata: Metadata = { title: 'Forgot your password' }

export default async function ResetPasswordPage() {
  return (
    <DoorPage
      title="Forgot your password"
      lead={<p>Tell us your address, and we mail you a link to choose a new one.</p>}
      foot={
        <>
          <p>
            <TextLink href="/sign-in">Back to sign-in</TextLink>
          </p>
          {(await outboxIsOpen()) ? (
            <p>
              This installation keeps its mail on this machine: <TextLink href="/outbox">open the outbox</TextLink>.
            </p>
          ) : null}
        </>
      }
    >
      <ResetPasswordForm />
    </DoorPage>
  )
}
