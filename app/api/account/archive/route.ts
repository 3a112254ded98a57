import { ARCHIVE_REFUSALS, bringArchive } from '@/lib/archives/bring-archive.ts'
import { findContext } from '@/lib/context.ts'
import { env } from '@/lib/env.ts'
import { refusalSentence, refuse, type Refusal } from '@/lib/errors.ts'
import { signingKey } from '@/lib/export/manifest.ts'
import { readUpload } from '@/lib/imports/read-upload.ts'
import { logFault } from '@/lib/log.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { waitAfterAttempt } from '@/lib/security/count-attempts.ts'
import { waitSentence } from '@/lib/security/rate-limit.ts'
import { isSameOrigin } from '@/lib/security/same-origin.ts'

export const dynamic = 'force-dynamic'
export const maxDuration = 300

/**
 * Brings the archive of an export into the caller's empty company (PRODUCT 3). A page with script shows the answer in
 * place; a plain form is sent back to the page with it.
 */
export async function POST(request: Request): Promise<Response> {
  const json = request.headers.get('accept')?.includes('application/json') ?? false
  const refused = ({ code, message }: Refusal, status: number) =>
    json
      ? Response.json({ ok: false, code, message }, { status, headers: HEADERS })
      : seeOther(`/settings/export/archive?refused=${encodeURIComponent(code)}`)
  try {
    if (!isSameOrigin(request.headers, env().APP_ORIGIN)) return refused(said('not_allowed'), 403)
    const context = await findContext()
    if (context === null) return refused(said('not_signed_in'), 401)
    if (!context.may('company:write')) return refused(said('not_allowed'), 403)
    if (!context.company.writable) return refused(said('company_read_only'), 403)
    const wait = await waitAfterAttempt('archive_address', await clientAddress())
    if (wait > 0) return refused(refuse('too_many_attempts', waitSentence(wait)), 429)
    const upload =
      request.body === null ? null : await readUpload(request.body, request.headers.get('content-type') ?? '')
    if (upload === null || upload.fileName === '') {
      return refused(refuse('file_missing', ARCHIVE_REFUSALS.file_missing), 422)
    }
    const brought = await bringArchive(context.db, upload.bytes, signingKey(env().FLOWTRACK_SIGNING_SECRET))
    if (!brought.ok) return refused(brought, 422)
    return json
      ? Response.json({ ok: true, brought: brought.value }, { headers: HEADERS })
      : seeOther('/settings/export/archive')
  } catch (error) {
    const reference = logFault('bring archive', error)
    const message = `The archive could not be brought in, and the fault is ours. Nothing was written. Try again, or tell us reference ${reference}.`
    return refused(refuse('fault', message), 500)
  }
}

const HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

function said(code: string): Refusal {
  return refuse(code, refusalSentence(code) ?? '')
}

/** Relative, so that the browser stays at the address it knows. */
function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { ...HEADERS, location: path } })
}
