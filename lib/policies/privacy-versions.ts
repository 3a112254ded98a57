import type { Day } from '../dates.ts'

/**
 * The versions of the privacy policy, newest first. A new entry here makes the daily run write once to everybody who has
 * an account by then (supabase/migrations/0242_policy_notices.sql).
 */
export const PRIVACY_VERSIONS: readonly { version: number; on: Day; changed: readonly string[] }[] = [
  { version: 1, on: '2026-11-22', changed: ['The first version.'] },
]

/** The version that holds. */
export function currentPrivacy(): { version: number; on: Day; changed: readonly string[] } {
  const [newest] = PRIVACY_VERSIONS
  if (newest === undefined) throw new Error('the privacy policy has no version')
  return newest
}
