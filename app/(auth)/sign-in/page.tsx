import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { HOME, safeNext, withNext } from '@/lib/accounts/next-url.ts'
import { findPerson } from '@/lib/context.ts'
import { env } from '@/lib/env.ts'
import { DoorPage } from '@/app/_ui/door-page.tsx'
import { SignInForm } from './form.tsx'

export const metadata: Metadata = { title: 'Sign in' }

const SAYS: Record<string, string> = {
  'signed-out': 'You are signed out.',
  everywhere: 'You are signed out on every device.',
  google: 'Google did not confirm who you are. Try again, or use your password.',
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const next = safeNext(param(params, 'next'))
  if ((await findPerson()) !== null) redirect(next)
  const says = SAYS[param(params, 'says')]
  return (
    <DoorPage
      title="Sign in"
      lead={says === undefined ? undefined : <output className="block">{says}</output>}
      foot={
        <>
          <p>
            <TextLink href="/reset-password">Forgot your password</TextLink>
          </p>
          <p>
            New here? <TextLink href="/sign-up">Start a trial</TextLink>
          </p>
        </>
      }
    >
      <SignInForm
        next={next === HOME ? '' : next}
        leaving={['signed-out', 'everywhere'].includes(param(params, 'says'))}
      />
      {env().SUPABASE_GOOGLE_ENABLED ? (
        <LinkButton href={withNext('/auth/google', next)} external>
          Sign in with Google
        </LinkButton>
      ) : null}
    </DoorPage>
  )
}
