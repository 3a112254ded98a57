import { requireContext } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { findStatement, statementFacts, statementWindow } from '@/lib/invoices/statement.ts'
import { drawBill } from '@/lib/reports/draw-bill.ts'

const HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** A customer's statement as a PDF, as it stands today: drawn for whoever asks, under their own rights, and not kept. */
export async function GET(request: Request): Promise<Response> {
  const { db, company } = await requireContext('invoices:read')
  const asked = new URL(request.url).searchParams
  const day = today(company.time_zone)
  const window = statementWindow({ from: asked.get('from') ?? '', to: asked.get('to') ?? '' }, day)
  if (window.wrong !== null) return new Response(window.wrong, { status: 400, headers: HEADERS })
  const statement = await findStatement(db, asked.get('customer') ?? '', window)
  if (statement === null) return new Response('This customer is not on file.', { status: 404, headers: HEADERS })
  const bytes = await drawBill(statementFacts(statement, window, day))
  return new Response(Uint8Array.from(bytes), {
    headers: {
      ...HEADERS,
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="statement-${day}.pdf"`,
    },
  })
}
