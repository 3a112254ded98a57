import { findContext } from '@/lib/context.ts'
import { importReport } from '@/lib/imports/import-report.ts'
import { findImport } from '@/lib/imports/queries.ts'
import { logFault } from '@/lib/log.ts'

export const dynamic = 'force-dynamic'

const HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** What became of every row of an import, as a CSV file. Streamed, so that 100,000 rows take no memory. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const context = await findContext()
  if (context === null) return new Response('Sign in first.', { status: 401, headers: HEADERS })
  const found = context.may('imports:read') ? await findImport(context.db, (await params).id) : null
  if (found === null) return new Response('Not found', { status: 404, headers: HEADERS })
  const lines = importReport(context.db, found.id, found.committed_at !== null)
  const name = `import-${found.created_at.slice(0, 10)}-${found.id.slice(0, 8)}.csv`
  return new Response(streamOf(lines), {
    headers: {
      ...HEADERS,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    },
  })
}

/** A broken file must not look whole: a fault on the way breaks the transfer off. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await lines.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        logFault('import report', error)
        controller.error(error)
      }
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}
