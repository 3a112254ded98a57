import { dataOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

export type PendingInvitation = {
  id: string
  email: string
  full_name: string
  role: string
  expires_at: string
  created_at: string
}

export type MemberDetail = {
  id: string
  full_name: string
  email: string
  phone: string | null
  role: string
  branch_id: string | null
  removed_at: string | null
  created_at: string
  licences: { id: string; certificate_type: string; number: string; expires_on: string }[]
}

/** One person with his licences, or null. */
export async function findMember(db: Supabase, id: string): Promise<MemberDetail | null> {
  const answer = await db
    .from('profiles')
    .select(
      'id, full_name, email, phone, role, branch_id, removed_at, created_at, licences:tester_licences(id, certificate_type, number, expires_on, deleted_at)',
    )
    .eq('id', id)
    .neq('role', 'customer')
    .maybeSingle()
  if (answer.error?.code === '22P02') return null
  if (answer.error !== null) return dataOf(answer)
  if (answer.data === null) return null
  const { licences, ...member } = answer.data
  const live = licences.filter((licence) => licence.deleted_at === null)
  return { ...member, licences: live.toSorted((a, b) => (a.expires_on < b.expires_on ? 1 : -1)) }
}

/** Invitations neither accepted nor withdrawn, newest first; expired ones stay until they are sent anew or withdrawn. */
export async function listInvitations(db: Supabase): Promise<PendingInvitation[]> {
  return dataOf(
    await db
      .from('invitations')
      .select('id, email, full_name, role, expires_at, created_at')
      .is('accepted_at', null)
      .is('revoked_at', null)
      .order('created_at', { ascending: false })
      .limit(200),
  )
}
