import type { Metadata } from 'next'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { inviteTokenSchema } from '@/lib/accounts/schema.ts'
import { peekPortalInvitation } from '@/lib/portal/peek-invitation.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { DoorForm } from '../../door-form.tsx'
import { DoorPage } from '@/app/_ui/door-page.tsx'

export const metadata: Metadata = { title: 'Invitation', robots: { index: false }, referrer: 'no-referrer' }

/** An invitation to the portal. Opening it changes nothing; the invited address proves itself by the mail that follows. */
export default async function JoinPortalPage({ params }: { params: Promise<{ token: string }> }) {
  const token = inviteTokenSchema.safeParse((await params).token)
  const invitation = token.success
    ? await peekPortalInvitation(await supabase(), token.data, await clientAddress())
    : null
  if (invitation === null || !invitation.ok)
    return (
      <DoorPage
        title="This invitation has ended"
        lead={
          <p>
            {invitation?.code === 'too_many_attempts'
              ? invitation.message
              : 'It was used already, was withdrawn, or has expired. If you came in before, sign in; otherwise ask the company that sent it.'}
          </p>
        }
        foot={<TextLink href="/portal/sign-in">Sign in</TextLink>}
      />
    )
  const { company, email } = invitation.value
  return (
    <DoorPage
      title={`Your papers at ${company}`}
      lead={
        <p>
          {company} lets you see your backflow assemblies: what is due, test reports, quotes, invoices and visits. A
          link to {email} signs you in; you need no password.
        </p>
      }
    >
      <DoorForm email={email} />
    </DoorPage>
  )
}
