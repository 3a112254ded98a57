import { doneOf, type Result } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

/** Gives a member another role; it counts from his next request. The last admin keeps his. */
export async function changeRole(db: Supabase, profileId: string, role: string): Promise<Result<null>> {
  return doneOf(await db.rpc('change_role', { p_profile_id: profileId, p_role: role }))
}

/** Ends a member's rights at once. What he signed stays. The last admin cannot be removed. */
export async function removeMember(db: Supabase, profileId: string): Promise<Result<null>> {
  return doneOf(await db.rpc('remove_member', { p_profile_id: profileId }))
}

/** Makes the link of an open invitation worthless. */
export async function revokeInvitation(db: Supabase, id: string): Promise<Result<null>> {
  return doneOf(await db.rpc('revoke_invitation', { p_id: id }))
}
