import { doneOf, type Result } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

/** Where an admin looks from now on: one branch, or with null all of them. */
export async function chooseBranch(db: Supabase, branchId: string | null): Promise<Result<null>> {
  return doneOf(await db.rpc('choose_branch', branchId === null ? {} : { p_branch_id: branchId }))
}

/** Puts a member in a branch, which is all they see from their next request on; null lets them see all. */
export async function placeMember(db: Supabase, profileId: string, branchId: string | null): Promise<Result<null>> {
  return doneOf(
    await db.rpc('place_member', { p_profile_id: profileId, ...(branchId === null ? {} : { p_branch_id: branchId }) }),
  )
}
