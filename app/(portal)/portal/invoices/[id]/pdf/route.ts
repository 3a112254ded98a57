import { requirePortal } from '@/lib/portal/portal-context.ts'
import { answerPortalFile } from '@/lib/portal/portal-file.ts'

/** The stored PDF of an invoice, for its own customer. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { db } = await requirePortal()
  return answerPortalFile(db, 'invoice', (await params).id, new URL(request.url).searchParams.has('download'))
}
