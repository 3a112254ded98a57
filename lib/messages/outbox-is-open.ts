import { headers } from 'next/headers'
import 'server-only'
import { env } from '../env.ts'
import { clientAddress } from '../security/client-address.ts'
import { isLoopback } from './is-loopback.ts'

/**
 * Whether the local outbox page may answer this request: only under the embedded stack, served as a local address, asked
 * for by a local name, from this machine. Its mails hold live links.
 */
export async function outboxIsOpen(): Promise<boolean> {
  const { FLOWTRACK_EMBEDDED, APP_ORIGIN } = env()
  if (!FLOWTRACK_EMBEDDED || !isLoopback(new URL(APP_ORIGIN).hostname)) return false
  const asked = await headers()
  const host = hostOf(asked.get('host'))
  const forwarded = asked.get('x-forwarded-host')
  return isLoopback(host) && (forwarded === null || isLoopback(hostOf(forwarded))) && isLoopback(await clientAddress())
}

function hostOf(header: string | null): string {
  try {
    return new URL(`http://${header ?? ''}`).hostname
  } catch {
    return ''
  }
}
