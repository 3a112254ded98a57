import { createCleaner } from './clean-row.ts'
import type { CleanContext } from './clean-context.ts'
import type { CleanRow, RowStatus, SheetName } from './clean-row-types.ts'
import { createMatcher, type MatchTotals } from './match-rows.ts'
import { isRefusal } from './raw-rows.ts'
import { readSheet, type OpenSheet, type ReadOptions } from './read-sheet.ts'
import { mappingIsUsable, recogniseSheet, suggestMapping, type ColumnMapping } from './recognise-sheet.ts'
import { refuse, type SheetRefusal } from './refusal.ts'
import type { SheetSource } from './sheet-source.ts'

/** Counts of a file: rows by status, distinct things among them, and how often each code was said. */
export interface FileTotals extends MatchTotals, Record<RowStatus, number> {
  sheet: SheetName
  rows: number
  codes: Record<string, number>
  mapping?: Record<string, string>
}

export interface FileOptions extends ReadOptions {
  /** The columns as a person mapped them; without it the sheet must be recognised or its names be plain enough. */
  mapping?: ColumnMapping
  context?: Partial<CleanContext>
}

/** How a sheet will be read: its name in the output and its mapping. */
export interface SheetPlan {
  ok: true
  sheet: SheetName
  mapping: ColumnMapping
}

/** Settles what a sheet is: mapped by hand, recognised, or mapped by the names of its columns; else a refusal. */
export function planSheet(columns: readonly string[], mapping?: ColumnMapping): SheetPlan | SheetRefusal {
  if (mapping === undefined) {
    const recognised = recogniseSheet(columns)
    if (recognised.mapping !== null && recognised.kind !== 'unknown')
      return { ok: true, sheet: recognised.kind, mapping: recognised.mapping }
  }
  const chosen = mapping ?? suggestMapping(columns)
  if (mappingIsUsable(chosen)) return { ok: true, sheet: 'mapped', mapping: chosen }
  const seen = columns.slice(0, 12).join(', ')
  return refuse(
    'columns_not_recognised',
    `This is neither a Syncta export nor a test history, and its columns (${seen}) do not say which holds the serial${chosen.kind === 'tests' ? ' and the test date' : ''}. Map the columns by hand.`,
  )
}

/** The cleaned rows of a file, each compared with the rows before it, and the totals so far. */
export interface FilePreview {
  ok: true
  sheet: OpenSheet
  plan: SheetPlan
  rows: AsyncGenerator<CleanRow | SheetRefusal, void, undefined>
  totals: () => FileTotals
}

/** Opens a file and cleans it row by row within bounded memory. A refusal among the rows is the last item. */
export async function previewFile(source: SheetSource, options: FileOptions = {}): Promise<FilePreview | SheetRefusal> {
  const opened = await readSheet(source, options)
  if (!opened.ok) return opened
  const plan = planSheet(opened.header.columns, options.mapping)
  if (!plan.ok) {
    await opened.close()
    return plan
  }
  const matcher = createMatcher()
  const counts: FileTotals = {
    sheet: plan.sheet,
    rows: 0,
    new: 0,
    update: 0,
    duplicate: 0,
    review: 0,
    refused: 0,
    ...matcher.totals(),
    codes: {},
    ...(plan.sheet === 'mapped' && { mapping: plan.mapping.columns }),
  }
  return {
    ok: true,
    sheet: opened,
    plan,
    rows: cleanRows(opened, plan, options, matcher.match, counts),
    totals: () => ({ ...counts, ...matcher.totals() }),
  }
}

async function* cleanRows(
  opened: OpenSheet,
  plan: SheetPlan,
  options: FileOptions,
  match: (row: CleanRow) => CleanRow,
  counts: FileTotals,
): AsyncGenerator<CleanRow | SheetRefusal, void, undefined> {
  const clean = createCleaner({
    sheet: plan.sheet,
    header: opened.header,
    mapping: plan.mapping,
    ...(options.context && { context: options.context }),
  })
  for await (const item of opened.rows) {
    if (isRefusal(item)) {
      yield item
      return
    }
    const row = match(clean(item))
    counts.rows += 1
    counts[row.status] += 1
    for (const { code } of [...row.reasons, ...row.notes]) counts.codes[code] = (counts.codes[code] ?? 0) + 1
    yield row
  }
}
