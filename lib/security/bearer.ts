import { timingSafeEqual } from 'node:crypto'

/** Whether an Authorization header carries this very secret, compared in constant time. */
export function bearerIs(header: string | null, secret: string): boolean {
  const given = Buffer.from(header ?? '')
  const expected = Buffer.from(`Bearer ${secret}`)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
