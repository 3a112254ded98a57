import type { Supabase } from '../supabase/server.ts'
import { BYTE_ORDER_MARK, csvLine } from './csv.ts'
import { textIn } from './file-columns.ts'
import type { ListDefinition } from './list-definition.ts'
import { type ListQuery, listRows } from './list-rows.ts'

const SLICE = 1000

/**
 * The whole list as CSV, slice by slice: each asks for the rows that follow the last one seen, until none does. Rows
 * changed meanwhile are neither doubled nor lost, as counting offsets would do.
 */
export async function* listFile(
  db: Supabase,
  definition: ListDefinition,
  query: ListQuery & { sort: string },
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(definition.columns.map((column) => column.head))
  const column = query.sort.replace(/^-/, '')
  let after: ListQuery['after']
  while (true) {
    const { rows } = await listRows(db, definition.view, {
      ...query,
      page: 1,
      pageSize: SLICE,
      ...(after ? { after } : {}),
    })
    const records: Readonly<Record<string, unknown>>[] = rows
    const last = records.at(-1)
    if (last === undefined) return
    yield records.map((row) => csvLine(definition.columns.map(({ text }) => text(row)))).join('')
    const known = last[column] !== null && last[column] !== undefined
    after = { value: known ? textIn(last, column) : null, id: textIn(last, 'id') }
  }
}
