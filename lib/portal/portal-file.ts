import 'server-only'
import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { fileHeaders } from '../files/file-headers.ts'
import { FILE_NOT_HERE, readFile } from '../files/read-file.ts'
import { findDrawn } from '../jobs/find-drawn.ts'
import { isUuid } from '../lists/list-definition.ts'
import type { Supabase } from '../supabase/server.ts'

/** Without a path it is not drawn yet. */
const fileSchema = z.object({ path: z.string().nullable(), content_type: z.string().nullable(), file_name: z.string() })
const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' }
const JOBS = { report: 'render_report', invoice: 'render_invoice' } as const

/** The PDF of a report or an invoice of the customer's own. One that is not drawn yet is drawn first. */
export async function answerPortalFile(
  db: Supabase,
  kind: keyof typeof JOBS,
  id: string,
  download: boolean,
): Promise<Response> {
  const file = await findDrawn(
    () => findPortalFile(db, kind, id),
    (found) => found?.path === null,
    JOBS[kind],
  )
  if (file === null) return new Response('This paper is not on file here.', { status: 404, headers: PLAIN })
  const { path, file_name } = file
  if (path === null)
    return new Response('The paper is being drawn. Open it again in a moment.', {
      status: 503,
      headers: { ...PLAIN, 'retry-after': '3' },
    })
  const body = await readFile(db, { path })
  if (body === null) return new Response(FILE_NOT_HERE, { status: 404, headers: PLAIN })
  return new Response(body.stream(), {
    headers: fileHeaders({ content_type: file.content_type ?? 'application/pdf', file_name, kind }, download),
  })
}

async function findPortalFile(db: Supabase, kind: string, id: string) {
  if (!isUuid(id)) return null
  const { data, error } = await db.rpc('portal_file', { p_kind: kind, p_id: id })
  if (error !== null) dataOf({ data: null, error })
  return data === null ? null : fileSchema.parse(data)
}
