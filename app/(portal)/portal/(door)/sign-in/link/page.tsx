import type { Metadata } from 'next'
import { type Params, param } from '@/app/_ui/href.ts'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { portalLinkSchema } from '@/lib/portal/sign-in.ts'
import { PortalForm } from '../../../portal-form.tsx'
import { openLinkAction } from '../../actions.ts'
import { DoorPage } from '@/app/_ui/door-page.tsx'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false }, referrer: 'no-referrer' }

/** Where the link of the mail leads. Opening it changes nothing. */
export default async function PortalLinkPage({ searchParams }: { searchParams: Promise<Params> }) {
  const link = portalLinkSchema.safeParse({ token_hash: param(await searchParams, 'token_hash') })
  const foot = <TextLink href="/portal/sign-in">Ask for a new link</TextLink>
  if (!link.success)
    return (
      <DoorPage
        title="This link is cut short"
        lead={<p>Open it again from the mail, whole, or copy it into the address bar.</p>}
        foot={foot}
      />
    )
  return (
    <DoorPage title="Sign in" lead={<p>One press, and you are in.</p>} foot={foot}>
      <PortalForm
        action={openLinkAction}
        hidden={{ token_hash: link.data.token_hash }}
        presses={[{ label: 'Sign in', pending: 'Signing in' }]}
      />
    </DoorPage>
  )
}
