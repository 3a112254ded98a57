import type { Day } from '../dates.ts'

export const POLICY_NAMES = ['privacy', 'terms', 'sms'] as const
export type PolicyName = (typeof POLICY_NAMES)[number]
export type PolicyVersion = { version: number; on: Day; changed: readonly string[] }

/**
 * The policies with their versions, newest first. A new entry makes the daily run write once to everybody who has an
 * account by then (supabase/migrations/0242_policy_notices.sql).
 */
export const POLICIES: Readonly<
  Record<PolicyName, { path: string; news: string; versions: readonly PolicyVersion[] }>
> = {
  privacy: {
    path: '/privacy',
    news: 'Our privacy policy has changed',
    versions: [{ version: 1, on: '2026-11-22', changed: ['The first version.'] }],
  },
  terms: {
    path: '/terms',
    news: 'Our terms have changed',
    versions: [{ version: 1, on: '2026-11-22', changed: ['The first version.'] }],
  },
  sms: {
    path: '/sms-policy',
    news: 'Our text message policy has changed',
    versions: [{ version: 1, on: '2026-11-22', changed: ['The first version.'] }],
  },
}

/** The version that holds. */
export function currentVersion(policy: PolicyName): PolicyVersion {
  const [newest] = POLICIES[policy].versions
  if (newest === undefined) throw new Error(`the policy ${policy} has no version`)
  return newest
}
