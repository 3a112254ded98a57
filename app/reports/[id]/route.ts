import { requireContext } from '@/lib/context.ts'
import { fileHeaders } from '@/lib/files/file-headers.ts'
import { FILE_NOT_HERE, findFile, readFile } from '@/lib/files/read-file.ts'
import { askWhySealed } from '@/lib/files/sealed-file.ts'
import { findDrawn } from '@/lib/jobs/find-drawn.ts'
import { findReport } from '@/lib/test-records/queries.ts'

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' }

/** The stored report of a signed record, for those who may read the record. One that is not drawn yet is drawn first. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { db } = await requireContext('tests:read')
  const { id } = await params
  const report = await findDrawn(
    () => findReport(db, id),
    (found) => found?.fileId === null,
    'render_report',
  )
  if (report === null) return new Response('This report is not on file.', { status: 404, headers: PLAIN })
  const file = report.fileId === null ? null : await findFile(db, report.fileId)
  if (file === null) {
    // A file that is there and not to be seen is sealed, and not for this role.
    if (report.fileId !== null) return new Response('This report is sealed.', { status: 403, headers: PLAIN })
    return new Response('The report is being drawn. Open it again in a moment.', {
      status: 503,
      headers: { ...PLAIN, 'retry-after': '3' },
    })
  }
  const asked = await askWhySealed(db, file, new URL(request.url))
  if (asked !== null) return asked
  const name = `backflow-test-${report.serial.replace(/[^\w-]/g, '') || 'report'}-${report.testedOn}.pdf`
  const body = await readFile(db, file)
  if (body === null) return new Response(FILE_NOT_HERE, { status: 404, headers: PLAIN })
  return new Response(body.stream(), {
    headers: fileHeaders({ ...file, file_name: name }, new URL(request.url).searchParams.has('download')),
  })
}
