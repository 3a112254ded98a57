import { type Refusal, refuse } from '../errors.ts'
import { hitRateLimit, type RateLimit, waitSentence } from './rate-limit.ts'

/** Counts one attempt under each key, before anything else is done; the refusal when one of them is used up, else null. */
export async function countAttempts(...keys: readonly (readonly [RateLimit, string])[]): Promise<Refusal | null> {
  const waits = await Promise.all(keys.map(([bucket, key]) => hitRateLimit(bucket, key)))
  const wait = Math.max(0, ...waits)
  return wait > 0 ? refuse('too_many_attempts', waitSentence(wait)) : null
}
