import { dataOf } from '../errors.ts'
import type { Database, Json } from '../supabase/database.types.ts'
import type { Supabase } from '../supabase/server.ts'

type Views = Database['public']['Views']
/** A view of 0130_lists.sql that public.list_rows() serves. */
export type ListView = keyof Views & `${string}_list`

export type ListFilter =
  | { column: string; op: 'eq' | 'gte' | 'lte' | 'has'; value: string }
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
}

/** Rows of one page and their number. The count stops at 1,000: `capped` says that there are more. */
export type ListPage<Row> = { rows: Row[]; count: number; capped: boolean }

export const PAGE_SIZE = 50
const COUNT_CAP = 1000

/** One page of a list in one gateway call, under the caller's own rights. Unknown columns are a fault of ours. */
export async function listRows<V extends ListView>(db: Supabase, view: V, query: ListQuery): Promise<ListPage<Views[V]['Row']>> {
  const { filters = [], search, sort = 'id', page = 1, pageSize = PAGE_SIZE } = query
  const data = dataOf(
    await db.rpc('list_rows', {
      p_view: view,
      p_filters: filters satisfies Json,
      ...(search ? { p_search: search } : {}),
      p_sort: sort.replace(/^-/, ''),
      p_descending: sort.startsWith('-'),
      p_limit: pageSize,
      p_offset: (page - 1) * pageSize,
    }),
  )
  return pageOf<Views[V]['Row']>(data)
}

/** list_rows() answers {rows, total}; the rows are the view's own, whose generated type is Row. */
function pageOf<Row>(data: Json): ListPage<Row> {
  const { rows, total } = data as unknown as { rows: Row[]; total: number }
  return { rows, count: Math.min(total, COUNT_CAP), capped: total > COUNT_CAP }
}
