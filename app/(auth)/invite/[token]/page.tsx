import type { Metadata } from 'next'
import { Button } from '@/app/_ui/button.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { type Invitation, INVITATION_NOT_VALID, peekInvitation } from '@/lib/accounts/company-membership.ts'
import { withNext } from '@/lib/accounts/next-url.ts'
import { inviteTokenSchema } from '@/lib/accounts/schema.ts'
import { findPerson } from '@/lib/context.ts'
import { ROLE_NAMES } from '@/lib/messages/role-names.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { DoorPage } from '@/app/_ui/door-page.tsx'
import { switchPersonAction } from './actions.ts'
import { AcceptForm, JoinForm } from './form.tsx'

export const metadata: Metadata = { title: 'Invitation', robots: { index: false }, referrer: 'no-referrer' }

/** An invitation: what it is, and the way to accept it for whoever stands here. Opening it changes nothing. */
export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const token = inviteTokenSchema.safeParse((await params).token)
  if (!token.success) return <NotValid says={INVITATION_NOT_VALID} />
  const [invitation, person] = await Promise.all([
    peekInvitation(await supabase(), token.data, await clientAddress()),
    findPerson(),
  ])
  if (!invitation.ok) return <NotValid says={invitation.message} />
  const { company, email } = invitation.value
  if (person === null) {
    return (
      <DoorPage
        title={`Join ${company}`}
        lead={<Says invitation={invitation.value} />}
        foot={
          <p>
            Have an account with this address?{' '}
            <TextLink href={withNext('/sign-in', `/invite/${token.data}`)}>Sign in to accept</TextLink>
          </p>
        }
      >
        <JoinForm token={token.data} email={email} fullName={invitation.value.full_name} />
      </DoorPage>
    )
  }
  if (person.email.toLowerCase() === email.toLowerCase()) {
    return (
      <DoorPage title={`Join ${company}`} lead={<Says invitation={invitation.value} />}>
        <AcceptForm token={token.data} />
      </DoorPage>
    )
  }
  return (
    <DoorPage
      title="This invitation is for somebody else"
      lead={
        <p>
          It was sent to {email}; you are signed in as {person.email}. Sign out, and sign in with that address to
          accept.
        </p>
      }
    >
      <form action={switchPersonAction} className="grid">
        <input type="hidden" name="token" value={token.data} />
        <Button type="submit" variant="primary">
          Sign out and go on
        </Button>
      </form>
    </DoorPage>
  )
}

function Says({ invitation }: { invitation: Invitation }) {
  return (
    <p>
      {invitation.company} invites you to work with FlowTrack Pro as {ROLE_NAMES[invitation.role] ?? invitation.role}.
    </p>
  )
}

function NotValid({ says }: { says: string }) {
  return (
    <DoorPage
      title="This invitation cannot be used"
      lead={<p>{says}</p>}
      foot={
        <p>
          <TextLink href="/sign-in">Sign in</TextLink>
        </p>
      }
    />
  )
}
