import { headers } from 'next/headers'
import 'server-only'
import { env } from '../env.ts'

/**
 * The address a request came from. Our own front overwrites X-Forwarded-For; behind further trusted proxies
 * TRUSTED_HOPS says how many entries at the end of the list were written by them. Anything before can be forged.
 */
export async function clientAddress(): Promise<string> {
  const list = ((await headers()).get('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim())
  return list.at(-Math.max(1, env().TRUSTED_HOPS)) || 'unknown'
}
