import type { NextRequest } from 'next/server'
import { findContext } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { listFile } from '@/lib/lists/list-file.ts'
import { LISTS } from '@/lib/lists/lists.ts'
import { readList } from '@/lib/lists/read-list.ts'
import { logFault } from '@/lib/log.ts'

/**
 * Any list as a CSV file: the same filters, search and sort as on its page, every row. `ids` (given once per row) takes
 * the ticked rows alone. Streamed, so that 100,000 rows take no memory.
 */
export async function GET(request: NextRequest, { params }: { params: Promise<{ list: string }> }): Promise<Response> {
  const { list } = await params
  const definition = Object.hasOwn(LISTS, list) ? LISTS[list] : undefined
  const context = await findContext()
  if (context === null) return new Response('Sign in first.', { status: 401, headers: HEADERS })
  if (definition === undefined || !context.may(definition.permission)) {
    return new Response('Not found', { status: 404, headers: HEADERS })
  }
  const day = today(context.company.time_zone)
  const search = request.nextUrl.searchParams
  const ticked = search.getAll('ids')
  const asked =
    ticked.length > 0 ? { ids: ticked.join(','), sort: search.get('sort') ?? '' } : Object.fromEntries(search)
  const lines = listFile(
    context.db,
    definition,
    readList(definition, asked, { today: day, timeZone: context.company.time_zone }).query,
  )
  return new Response(streamOf(lines), {
    headers: {
      ...HEADERS,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${list}-${day}.csv"`,
    },
  })
}

const HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

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
        logFault('csv', error)
        controller.error(error)
      }
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}
