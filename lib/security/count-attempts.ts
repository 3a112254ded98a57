import { dataOf, doneOf, type Refusal, refuse } from '../errors.ts'
import { supabaseAdmin } from '../supabase/admin.ts'
import { logSecurityEvent } from './log-security-event.ts'
import { RATE_LIMITS, type RateLimit, waitSentence } from './rate-limit.ts'

/** Counts one attempt under each key, before anything else is done; the refusal when one of them is used up, else null. */
export async function countAttempts(...keys: readonly (readonly [RateLimit, string])[]): Promise<Refusal | null> {
  const waits = await Promise.all(keys.map(([bucket, key]) => waitAfterAttempt(bucket, key)))
  const wait = Math.max(0, ...waits)
  return wait > 0 ? refuse('too_many_attempts', waitSentence(wait)) : null
}

/** Forgets the attempts under a key: whoever knew the password was not guessing. */
export async function clearAttempts(bucket: RateLimit, key: string): Promise<void> {
  const cleared = doneOf(await supabaseAdmin().rpc('clear_rate_limit', { p_bucket: bucket, p_key: key.toLowerCase() }))
  if (!cleared.ok) throw new Error(`attempts could not be cleared: ${cleared.code}`)
}

/** Counts one attempt; answers 0, or the seconds to wait before the next one is heard. */
export async function waitAfterAttempt(bucket: RateLimit, key: string): Promise<number> {
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

/** How many attempts a key has left at this moment; asking is none. */
export async function attemptsLeft(bucket: RateLimit, key: string): Promise<number> {
  const { limit, windowSeconds } = RATE_LIMITS[bucket]
  return dataOf(
    await supabaseAdmin().rpc('rate_limit_left', {
      p_bucket: bucket,
      p_key: key.toLowerCase(),
      p_limit: limit,
      p_window_seconds: windowSeconds,
    }),
  )
}
