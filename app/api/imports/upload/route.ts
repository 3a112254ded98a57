import { findContext } from '@/lib/context.ts'
import { refusalSentence, refuse, type Refusal } from '@/lib/errors.ts'
import { readUpload } from '@/lib/imports/read-upload.ts'
import { UPLOAD_REFUSALS, uploadImport } from '@/lib/imports/upload-import.ts'
import { kickJobs } from '@/lib/jobs/kick-jobs.ts'
import { logFault } from '@/lib/log.ts'

export const dynamic = 'force-dynamic'
export const maxDuration = 300

/**
 * Takes a sheet in and queues its reading. A page with script asks for JSON and shows the answer in place; a plain form
 * is sent on to the import, or back with the code of what was wrong.
 */
export async function POST(request: Request): Promise<Response> {
  const json = request.headers.get('accept')?.includes('application/json') ?? false
  const answer = (refusal: Refusal, status: number) =>
    json
      ? Response.json({ ok: false, code: refusal.code, message: refusal.message }, { status, headers: HEADERS })
      : seeOther(`/imports/new?refused=${encodeURIComponent(refusal.code)}`)
  try {
    if (request.headers.get('sec-fetch-site') === 'cross-site') return answer(said('not_allowed'), 403)
    const context = await findContext()
    if (context === null) return answer(said('not_signed_in'), 401)
    if (!context.may('imports:write')) return answer(said('not_allowed'), 403)
    if (!context.company.writable) return answer(said('company_read_only'), 403)
    const upload =
      request.body === null ? null : await readUpload(request.body, request.headers.get('content-type') ?? '')
    if (upload === null || upload.fileName === '') {
      return answer(refuse('file_missing', UPLOAD_REFUSALS.file_missing, 'file'), 422)
    }
    const begun = await uploadImport(context.db, context.company.id, upload)
    if (!begun.ok) return answer(begun, 422)
    kickJobs('stage_import')
    const href = `/imports/${begun.value.id}`
    return json ? Response.json({ ok: true, href }, { headers: HEADERS }) : seeOther(href)
  } catch (error) {
    const reference = logFault('upload import', error)
    const message = `The file could not be kept, and the fault is ours. Send it again, or tell us reference ${reference}.`
    return answer(refuse('fault', message), 500)
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
