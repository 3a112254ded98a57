import { bringContext } from '../brought-context.ts'
import { dataOf } from '../errors.ts'
import type { Database, Json } from '../supabase/database.types.ts'
import type { Supabase } from '../supabase/server.ts'
import { type ListFrame, readFrame } from './list-frame.ts'

type Views = Database['public']['Views']
/** A view of 0130_list_views.sql that public.list_rows() serves. */
export type ListView = keyof Views & `${string}_list`

export type ListFilter =
  | { column: string; op: 'eq' | 'gte' | 'lte' | 'has' | 'starts'; value: string }
  | { column: string; op: 'in'; value: string[] }
  | { column: string; op: 'is_null' | 'not_null' }

export type ListQuery = {
  filters?: ListFilter[]
  search?: string
  /** Column to sort by, `-` in front for descending. */
  sort?: string
  /** From 1. */
  page?: number
  pageSize?: number
  /** The rows that follow this one in the order, without a count: for files of a whole list. */
  after?: { value: string | null; id: string }
  /** The page the list stands on ('/devices'): the answer brings its saved views, filter choices and the context along. */
  frameOf?: string
}

/** Rows of one page and their number. The count stops at 1,000: `capped` says that there are more. */
export type ListPage<Row> = { rows: Row[]; count: number; capped: boolean; frame: ListFrame }

export const PAGE_SIZE = 50
export const COUNT_CAP = 1000

/** One page of a list in one gateway call, under the caller's own rights. Unknown columns are a fault of ours. */
export async function listRows<V extends ListView>(
  db: Supabase,
  view: V,
  query: ListQuery,
): Promise<ListPage<Views[V]['Row']>> {
  const { filters = [], search, sort = 'id', page = 1, pageSize = PAGE_SIZE, after, frameOf } = query
  const call = Promise.resolve(
    db.rpc('list_rows', {
      p_view: view,
      p_filters: filters satisfies Json,
      ...(search ? { p_search: search } : {}),
      p_sort: sort.replace(/^-/, ''),
      p_descending: sort.startsWith('-'),
      p_limit: pageSize,
      p_offset: (page - 1) * pageSize,
      ...(after ? { p_after: after satisfies Json } : {}),
      ...(frameOf ? { p_page: frameOf } : {}),
    }),
  )
  if (frameOf) bringContext(call.then(({ data }) => contextIn(data)))
  return pageOf<Views[V]['Row']>(dataOf(await call))
}

/** list_rows() answers {rows, total, frame}; the rows are the view's own, whose generated type is Row. */
function pageOf<Row>(data: Json): ListPage<Row> {
  const { rows, total, frame } = data as unknown as { rows: Row[]; total?: number; frame?: unknown }
  const count = total ?? rows.length
  return { rows, count: Math.min(count, COUNT_CAP), capped: count > COUNT_CAP, frame: readFrame(frame) }
}

/** Who is asking, as list_rows() answers for a page; undefined where the call failed. */
function contextIn(data: Json | null): unknown {
  return typeof data === 'object' && data !== null && 'context' in data ? data.context : undefined
}

/** A row whose columns `K` are known to be there: views call every column nullable. Throws when one is missing after all. */
export function solid<Row extends object, K extends keyof Row>(
  row: Row,
  ...columns: K[]
): Row & { [P in K]: NonNullable<Row[P]> } {
  if (!hasAll(row, columns)) throw new TypeError(`a column of ${columns.join(', ')} is missing`)
  return row
}

function hasAll<Row extends object, K extends keyof Row>(
  row: Row,
  columns: readonly K[],
): row is Row & { [P in K]: NonNullable<Row[P]> } {
  return columns.every((column) => row[column] !== null && row[column] !== undefined)
}
