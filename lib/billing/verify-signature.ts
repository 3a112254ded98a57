import { createHmac, timingSafeEqual } from 'node:crypto'

/** How far the time a signature names may lie from ours, either way, in seconds. */
const TOLERANCE_SECONDS = 300

/** The header Stripe sends with these bytes: `t=…,v1=…`, an HMAC with SHA-256 over "time.bytes". */
export function signPayload(bytes: Uint8Array, secret: string, seconds: number): string {
  return `t=${seconds},v1=${mac(bytes, secret, seconds).toString('hex')}`
}

/**
 * Whether the header signs these very bytes with one of the secrets (two while one is being replaced), not long ago and
 * not in the future. Every candidate is compared in constant time.
 */
export function signatureIsValid(
  bytes: Uint8Array,
  header: string | null,
  secrets: readonly string[],
  nowSeconds: number,
): boolean {
  if (header === null || header.length > 2000) return false
  const parts = header.split(',').map((part) => part.trim())
  const times = parts.filter((part) => part.startsWith('t='))
  const time = times[0]?.slice(2) ?? ''
  if (times.length !== 1 || !/^\d{1,11}$/.test(time)) return false
  if (Math.abs(nowSeconds - Number(time)) > TOLERANCE_SECONDS) return false
  const given = parts.filter((part) => /^v1=[0-9a-f]{64}$/.test(part)).map((part) => Buffer.from(part.slice(3), 'hex'))
  let valid = false
  for (const secret of secrets) {
    const expected = mac(bytes, secret, Number(time))
    for (const one of given) valid = timingSafeEqual(one, expected) || valid
  }
  return valid
}

function mac(bytes: Uint8Array, secret: string, seconds: number): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(bytes).digest()
}
