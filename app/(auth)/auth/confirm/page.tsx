import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { LinkButton } from '@/app/_ui/button.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { linkSchema } from '@/lib/accounts/schema.ts'
import { SIGNUP_COOKIE } from '@/lib/accounts/signup-proof.ts'
import { DoorPage } from '@/app/_ui/door-page.tsx'
import { ConfirmForm } from './form.tsx'

export const metadata: Metadata = { title: 'Confirm', robots: { index: false }, referrer: 'no-referrer' }

/** Where the links of our mails lead. Opening it changes nothing. */
export default async function ConfirmPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const link = linkSchema.safeParse({
    token_hash: param(params, 'token_hash'),
    type: param(params, 'type'),
    next: param(params, 'next'),
  })
  if (!link.success) {
    return (
      <DoorPage
        title="This link is cut short"
        lead={<p>Open it again from the mail, whole, or copy it into the address bar.</p>}
        foot={<TextLink href="/sign-in">Sign in</TextLink>}
      />
    )
  }
  const { token_hash, type, next = '' } = link.data
  const elsewhere = type === 'signup' && !(await cookies()).has(SIGNUP_COOKIE)
  const page = PAGES[elsewhere ? 'signup_elsewhere' : type]
  return (
    <DoorPage title={page.title} lead={<p>{page.lead}</p>}>
      <ConfirmForm
        link={{ token_hash, type, next }}
        askPassword={elsewhere || type === 'recovery'}
        button={page.button}
        again={page.again}
      />
      {type === 'recovery' ? null : (
        <LinkButton href="/" variant="quiet">
          This was not me
        </LinkButton>
      )}
    </DoorPage>
  )
}

const PAGES = {
  signup: {
    title: 'Confirm your email address',
    lead: 'One press, and you are in.',
    button: 'Confirm and go on',
    again: '/check-mail',
  },
  signup_elsewhere: {
    title: 'Confirm your email address',
    lead: 'You signed up on another device or browser, so choose the password once more.',
    button: 'Confirm and go on',
    again: '/check-mail',
  },
  recovery: {
    title: 'Choose a new password',
    lead: 'It counts from now on; every other device is signed out.',
    button: 'Save the password',
    again: '/reset-password',
  },
  email_change: {
    title: 'Confirm your new address',
    lead: 'From now on you sign in with this address.',
    button: 'Confirm the address',
    again: '/settings/profile',
  },
} as const
