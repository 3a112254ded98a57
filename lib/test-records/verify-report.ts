import { z } from 'zod'
import { dataOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

const day = z.string().nullable()
const schema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('unknown') }),
  z.object({ status: z.literal('no_longer_on_file') }),
  z.object({
    status: z.enum(['genuine', 'superseded']),
    result: z.enum(['PASS', 'FAIL']).nullable(),
    tested_on: day,
    serial_last4: z.string().nullable(),
    company: z.string().nullable(),
  }),
])
/** What anybody holding a printed report may learn, and nothing more. */
export type Verification = z.infer<typeof schema>

/** The code as people type it: spaces and case do not matter. Null when it cannot be one. */
export function codeOf(text: string): string | null {
  const plain = decodeURIComponentSafely(text).replace(/[\s-]/g, '').toLowerCase()
  return /^[0-9a-f]{40}$/.test(plain) ? plain : null
}

/** Asks with the rights of a stranger; a text that is no code is unknown without asking. */
export async function verifyReport(db: Supabase, text: string): Promise<Verification> {
  const code = codeOf(text)
  if (code === null) return { status: 'unknown' }
  return schema.parse(dataOf(await db.rpc('verify_report', { p_code: code })))
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
