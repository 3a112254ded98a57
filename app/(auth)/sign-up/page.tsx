import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { LEAST_AGE } from '@/lib/accounts/least-age.ts'
import { HOME } from '@/lib/accounts/next-url.ts'
import { findPerson } from '@/lib/context.ts'
import { DoorPage } from '@/app/_ui/door-page.tsx'
import { SignUpForm } from './form.tsx'

export const metadata: Metadata = { title: 'Start a trial' }

export default async function SignUpPage() {
  if ((await findPerson()) !== null) redirect(HOME)
  return (
    <DoorPage
      title="Start a trial"
      lead={<p>Fourteen days, everything included, no card. You become your company’s admin and invite the others.</p>}
      foot={
        <>
          <p>
            Have an account? <TextLink href="/sign-in">Sign in</TextLink>
          </p>
          <p>
            By starting you agree to the <TextLink href="/terms">terms</TextLink> and the{' '}
            <TextLink href="/privacy">privacy policy</TextLink>, and say that you are not under {LEAST_AGE}.
          </p>
          <p>Invited by your company? Use the link in the mail you got instead.</p>
        </>
      }
    >
      <SignUpForm />
    </DoorPage>
  )
}
