import { findContext } from '@/lib/context.ts'
import { importProgress } from '@/lib/imports/queries.ts'
import { kickJobs } from '@/lib/jobs/kick-jobs.ts'
import { logFault } from '@/lib/log.ts'

export const dynamic = 'force-dynamic'

const headers = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** How far an import is: {state, staged_rows, total_rows, busy}. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const context = await findContext()
    if (context === null) return Response.json({ code: 'not_signed_in' }, { status: 401, headers })
    if (!context.may('imports:read')) return Response.json({ code: 'not_found' }, { status: 404, headers })
    const progress = await importProgress(context.db, (await params).id)
    if (progress === null) return Response.json({ code: 'not_found' }, { status: 404, headers })
    // A reader whose process ended leaves its work to be taken up again; whoever watches starts it.
    if (progress.state === 'uploaded' || progress.state === 'staging') kickJobs('stage_import')
    return Response.json(progress, { headers })
  } catch (error) {
    return Response.json({ code: 'fault', reference: logFault('import progress', error) }, { status: 500, headers })
  }
}
