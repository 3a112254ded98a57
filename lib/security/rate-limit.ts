import { dataOf, doneOf } from '../errors.ts'
import { supabaseAdmin } from '../supabase/admin.ts'
import { logSecurityEvent } from './log-security-event.ts'

/** Attempts allowed per key and window. Counted in Postgres, so that every server process counts together. */
export const RATE_LIMITS = {
  sign_in_account: { limit: 10, windowSeconds: 900 },
  sign_in_address: { limit: 60, windowSeconds: 900 },
  sign_up_address: { limit: 20, windowSeconds: 3600 },
  reset_account: { limit: 5, windowSeconds: 3600 },
  reset_address: { limit: 20, windowSeconds: 3600 },
  invite_company: { limit: 60, windowSeconds: 3600 },
  invitation_address: { limit: 60, windowSeconds: 900 },
  verify_address: { limit: 120, windowSeconds: 900 },
} as const
export type RateLimit = keyof typeof RATE_LIMITS

/** Counts one attempt; answers 0, or the seconds to wait before the next one is heard. */
export async function hitRateLimit(bucket: RateLimit, key: string): Promise<number> {
  const { limit, windowSeconds } = RATE_LIMITS[bucket]
  const wait = dataOf(
    await supabaseAdmin().rpc('hit_rate_limit', {
      p_bucket: bucket,
      p_key: key.toLowerCase(),
      p_limit: limit,
      p_window_seconds: windowSeconds,
    }),
  )
  if (wait > 0) await logSecurityEvent('rate_limited', null, key, { bucket })
  return wait
}

/** "Too many attempts. Try again in 12 minutes." */
export function waitSentence(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  return `Too many attempts. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`
}

/** Forgets the attempts under a key: whoever knew the password was not guessing. */
export async function clearRateLimit(bucket: RateLimit, key: string): Promise<void> {
  doneOf(await supabaseAdmin().rpc('clear_rate_limit', { p_bucket: bucket, p_key: key.toLowerCase() }))
}
