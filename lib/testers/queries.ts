import { dataOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

const LICENCE = 'id, certificate_type, number, issuer, states, scopes, issued_on, expires_on, file_id, deleted_at'

/** A person with all his licences, the longest first; null when there is none of this id. */
export async function findTester(db: Supabase, profileId: string) {
  const { data, error } = await db
    .from('profiles')
    .select(`id, full_name, email, role, removed_at, licences:tester_licences(${LICENCE})`)
    .eq('id', profileId)
    .neq('role', 'customer')
    .maybeSingle()
  if (error?.code === '22P02') return null
  if (error !== null) return dataOf({ data: null, error })
  if (data === null) return null
  const live = data.licences.filter((licence) => licence.deleted_at === null)
  return { ...data, licences: live.toSorted((a, b) => (a.expires_on < b.expires_on ? 1 : -1)) }
}
