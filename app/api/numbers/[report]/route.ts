import type { NextRequest } from 'next/server'
import { findContext } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { isUuid } from '@/lib/lists/list-definition.ts'
import { tableFile } from '@/lib/numbers/figure-table.ts'
import { REPORTS } from '@/lib/numbers/reports.ts'
import { readWindow } from '@/lib/numbers/window.ts'

const HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** A table of a report as a CSV file: the same window and narrowing as on its page. */
export async function GET(
  request: NextRequest,
  { params }: { params: Promise<{ report: string }> },
): Promise<Response> {
  const { report: name } = await params
  const report = Object.hasOwn(REPORTS, name) ? REPORTS[name] : undefined
  const context = await findContext()
  if (context === null) return new Response('Sign in first.', { status: 401, headers: HEADERS })
  if (report === undefined || !context.may(report.permission))
    return new Response('Not found', { status: 404, headers: HEADERS })
  const asked = (key: string): string => request.nextUrl.searchParams.get(key) ?? ''
  const window = readWindow({ from: asked('from'), to: asked('to') }, today(context.company.time_zone))
  if (window.wrong !== null) return new Response(window.wrong, { status: 400, headers: HEADERS })
  const narrowed = report.narrowing === null ? '' : asked(report.narrowing)
  const { tables } = await report.read(context.db, window, isUuid(narrowed) ? narrowed : undefined)
  const table = tables.find(({ id }) => id === asked('table'))
  if (table === undefined) return new Response('Not found', { status: 404, headers: HEADERS })
  return new Response(tableFile(table), {
    headers: {
      ...HEADERS,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}-${table.id}-${window.from}-to-${window.through}.csv"`,
    },
  })
}
