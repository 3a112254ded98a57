import 'server-only'
import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { type ListPage, listRows } from '../lists/list-rows.ts'
import type { Database } from '../supabase/database.types.ts'
import type { Supabase } from '../supabase/server.ts'

export type ImportListRow = Database['public']['Views']['import_list']['Row']
export type ImportRow = Database['public']['Views']['import_row_list']['Row']

const number = z.number().catch(0)
const countsSchema = z.object({
  rows: number,
  new: number,
  update: number,
  duplicate: number,
  review: number,
  refused: number,
  skipped: number,
  customers: number,
  locations: number,
  devices: number,
  districts: number,
  tests: number,
  codes: z.array(z.object({ code: z.string(), rows: z.number(), suggested: z.number() })).catch([]),
})
/** How the rows of an import stand: rows by fate, what they would make, and the open doubts by code. */
export type ImportCounts = z.infer<typeof countsSchema>

const resultSchema = z.object({
  districts: number,
  customers: number,
  locations: number,
  devices: number,
  tests: number,
  customers_changed: number,
  locations_changed: number,
  devices_changed: number,
  duplicates: number,
  left_in_review: number,
  skipped: number,
  refused: number,
})
/** What a commit wrote and what it left out. */
export type ImportResult = z.infer<typeof resultSchema>

const headerSchema = z.object({
  columns: z.array(z.string()),
  samples: z.array(z.array(z.string().catch(''))).catch([]),
})

const mappingSchema = z.object({ kind: z.enum(['devices', 'tests']), columns: z.record(z.string(), z.string()) })

const refusalSchema = z.object({
  code: z.string().catch(''),
  sentence: z.string().catch('This sheet could not be read.'),
  row: z.number().optional().catch(undefined),
  column: z.string().optional().catch(undefined),
})

export type ImportOnFile = NonNullable<Awaited<ReturnType<typeof findImport>>>

const COLUMNS =
  'id, file_id, file_name, state, sheet_kind, header, mapping, mapping_remembered, total_rows, staged_rows, counts, result, refusal, created_at, committed_at, undone_at'

/** One import with its JSON read, or null when the caller's company has none of this id. */
export async function findImport(db: Supabase, id: string) {
  const answer = await db.from('imports').select(COLUMNS).eq('id', id).maybeSingle()
  if (answer.error?.code === '22P02' || (answer.error === null && answer.data === null)) return null
  const { header, mapping, counts, result, refusal, ...rest } = dataOf(answer)
  return {
    ...rest,
    header: headerSchema.nullable().catch(null).parse(header),
    mapping: mappingSchema.nullable().catch(null).parse(mapping),
    counts: countsOf(counts),
    result: result === null ? null : resultSchema.parse(result),
    refusal: refusal === null ? null : refusalSchema.parse(refusal),
  }
}

/** The counts of an import as numbers; what is missing is 0. */
export function countsOf(counts: unknown): ImportCounts {
  return countsSchema.parse(counts ?? {})
}

/** Imports of the company, newest first. */
export async function listImports(db: Supabase, page: number): Promise<ListPage<ImportListRow>> {
  return listRows(db, 'import_list', { sort: '-created_at', page })
}

export const FATES = ['new', 'update', 'duplicate', 'review', 'refused', 'skipped'] as const
export type Fate = (typeof FATES)[number]
export type RowQuery = { fate: Fate | null; code: string | null; search: string; page: number }

/** Rows a person may tick and answer on one page. */
export const ROWS_A_PAGE = 50
const MOST_COUNTED = 1000

/** One page of an import's rows, in the order of the sheet. The count stops at 1,000. */
export async function listImportRows(db: Supabase, importId: string, query: RowQuery) {
  const { fate, code, search, page } = query
  if (search === '') {
    const list = await listRows(db, 'import_row_list', {
      filters: [
        { column: 'import_id', op: 'eq', value: importId },
        ...(fate === 'skipped' ? [{ column: 'decision', op: 'eq', value: 'skip' } as const] : []),
        ...(fate === null || fate === 'skipped'
          ? []
          : ([
              { column: 'status', op: 'eq', value: fate },
              { column: 'decision', op: 'is_null' },
            ] as const)),
        ...(code === null ? [] : [{ column: 'codes', op: 'has', value: code } as const]),
      ],
      sort: 'row_no',
      page,
      pageSize: ROWS_A_PAGE,
    })
    return { rows: list.rows, count: list.count, capped: list.capped }
  }
  const from = (page - 1) * ROWS_A_PAGE
  let rows = db
    .from('import_row_list')
    .select('*', { count: 'exact' })
    .eq('import_id', importId)
    .ilike('search_text', `%${search.replace(/[\\%_]/g, '\\$&')}%`)
  if (fate !== null) rows = rows.eq('fate', fate)
  if (code !== null) rows = rows.contains('codes', [code])
  const answer = await rows.order('row_no').range(from, from + ROWS_A_PAGE - 1)
  // A page beyond the last one is empty, not a fault.
  if (answer.error?.code === 'PGRST103') return { rows: [], count: 0, capped: false }
  const count = answer.count ?? 0
  return { rows: dataOf(answer), count: Math.min(count, MOST_COUNTED), capped: count > MOST_COUNTED }
}

const reasonSchema = z.object({
  code: z.string(),
  field: z.string().nullable().catch(null),
  found: z.string().catch(''),
  suggestion: z.string().optional().catch(undefined),
  message: z.string().catch(''),
})
/** One thing said about a row, by the cleaning or by the comparison with what is on file. */
export type RowReason = z.infer<typeof reasonSchema>

/** The reasons in a row's JSON; what is none is left out. */
export function reasonsOf(...lists: unknown[]): RowReason[] {
  return lists
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .map((each) => reasonSchema.safeParse(each))
    .flatMap((read) => (read.success ? [read.data] : []))
}

/** For each open code one thing that was found, out of the first rows that need review. */
export async function codeExamples(db: Supabase, importId: string): Promise<Map<string, RowReason>> {
  const rows = dataOf(
    await db
      .from('import_rows')
      .select('codes, reasons, file_reasons')
      .eq('import_id', importId)
      .eq('status', 'review')
      .is('decision', null)
      .order('row_no')
      .limit(300),
  )
  const examples = new Map<string, RowReason>()
  for (const row of rows) {
    for (const reason of reasonsOf(row.reasons, row.file_reasons)) {
      if (!row.codes.includes(reason.code)) continue
      const known = examples.get(reason.code)
      if (known === undefined || (known.suggestion === undefined && reason.suggestion !== undefined))
        examples.set(reason.code, reason)
    }
  }
  return examples
}

const progressSchema = z.object({
  state: z.string(),
  staged_rows: number,
  total_rows: z.number().nullable().catch(null),
  busy: z.boolean().catch(false),
})
export type ImportProgress = z.infer<typeof progressSchema>

/** How far reading is, or null for an import that is not on file; `busy` while it is being written or undone. */
export async function importProgress(db: Supabase, id: string): Promise<ImportProgress | null> {
  const { data, error } = await db.rpc('import_progress', { p_import_id: id })
  if (error !== null && (error.message === 'import_not_found' || error.code === '22P02')) return null
  return progressSchema.parse(dataOf({ data, error }))
}

/** What hangs on a committed import and is newer, by kind; all zero when it can be undone. */
export async function importSuccessors(db: Supabase, id: string): Promise<Record<string, number>> {
  return z.record(z.string(), number).parse(dataOf(await db.rpc('import_successors', { p_import_id: id })))
}
