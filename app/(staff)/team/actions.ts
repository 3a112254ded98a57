'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import { placeSchema } from '@/lib/branches/schema.ts'
import { placeMember } from '@/lib/branches/place-people.ts'
import { changeRole, removeMember, revokeInvitation } from '@/lib/team/change-team.ts'
import { inviteMember } from '@/lib/team/invite-member.ts'
import { invitationSchema, inviteSchema, memberSchema, roleSchema } from '@/lib/team/schema.ts'

export const inviteAction = formAction('inviteMember', 'team:write', inviteSchema, async ({ db, company }, input) => {
  const result = await inviteMember(db, company.id, input)
  if (!result.ok) return result
  redirect('/team/invitations')
})

/** The same invitation once more, with a new link; the old one stops working. */
export const inviteAgainAction = formAction(
  'inviteAgain',
  'team:write',
  inviteSchema,
  async ({ db, company }, input) => {
    const result = await inviteMember(db, company.id, input)
    if (!result.ok) return result
    revalidatePath('/team/invitations')
    return { status: 'done' as const, message: `A new link is on its way to ${input.email}.` }
  },
)

export const withdrawAction = formAction('revokeInvitation', 'team:write', invitationSchema, async ({ db }, { id }) => {
  const result = await revokeInvitation(db, id)
  if (!result.ok) return result
  revalidatePath('/team/invitations')
  return { status: 'done' as const, message: 'The invitation is withdrawn; its link no longer works.' }
})

export const changeRoleAction = formAction('changeRole', 'team:write', roleSchema, async ({ db }, input) => {
  const result = await changeRole(db, input.profile_id, input.role)
  if (!result.ok) return result
  revalidatePath(`/team/${input.profile_id}`)
  return { status: 'done' as const, message: 'The role counts from the next thing they do.' }
})

export const placeMemberAction = formAction('placeMember', 'team:write', placeSchema, async ({ db }, input) => {
  const result = await placeMember(db, input.profile_id, input.branch_id)
  if (!result.ok) return result
  revalidatePath(`/team/${input.profile_id}`)
  return { status: 'done' as const, message: 'The branch counts from the next thing they do.' }
})

export const removeMemberAction = formAction(
  'removeMember',
  'team:write',
  memberSchema,
  async ({ db }, { profile_id }) => {
    const result = await removeMember(db, profile_id)
    if (!result.ok) return result
    redirect('/team')
  },
)
