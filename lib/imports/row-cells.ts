import { tidyCell, type Cell, type Findings } from './row-findings.ts'
import type { SheetHeader } from './sheet-header.ts'

const LONG_FIELDS = new Set(['notes', 'repairs', 'remarks', 'location_on_site', 'serves'])
const MOST_CHARS = 250
const MOST_LONG_CHARS = 4_000

/** Takes cells by field. `take` tidies the cell and says what was odd; a field no column feeds gives a blank. */
export interface CellReader<K extends string> {
  has: (field: K) => boolean
  take: (field: K, path: string) => Cell
}

/** Where each field and each column without a field stands; worked out once per sheet. */
export interface ColumnPlan<K extends string> {
  fields: Map<K, number[]>
  extras: number[]
  columns: readonly string[]
}

/** Plans the columns of a sheet by its mapping. Columns the mapping names but the sheet lacks are passed over. */
export function planColumns<K extends string>(
  header: SheetHeader,
  columns: Readonly<Record<string, K>>,
): ColumnPlan<K> {
  const byColumn = new Map(Object.entries(columns))
  const fields = new Map<K, number[]>()
  const extras: number[] = []
  header.columns.forEach((column, index) => {
    const field = byColumn.get(column)
    if (field === undefined) extras.push(index)
    else fields.set(field, [...(fields.get(field) ?? []), index])
  })
  return { fields, extras, columns: header.columns }
}

/** A reader over one row. Where several columns feed one field, the first that is not blank counts. */
export function cellReader<K extends string>(
  findings: Findings,
  plan: ColumnPlan<K>,
  cells: readonly string[],
): CellReader<K> {
  return {
    has: (field) => plan.fields.has(field),
    take: (field, path) => {
      const indexes = plan.fields.get(field) ?? []
      const index = indexes.find((at) => (cells[at] ?? '').trim() !== '') ?? indexes[0]
      if (index === undefined) return { text: '', raw: '', column: null }
      return tidyCell(
        findings,
        path,
        cells[index] ?? '',
        plan.columns[index] ?? null,
        LONG_FIELDS.has(field) ? MOST_LONG_CHARS : MOST_CHARS,
      )
    },
  }
}

/** The row's values in columns that feed no field, by column name; values beyond the last column are said. */
export function readExtras<K extends string>(
  findings: Findings,
  plan: ColumnPlan<K>,
  cells: readonly string[],
): Record<string, string> {
  const extras: Record<string, string> = {}
  for (const index of plan.extras) {
    const raw = cells[index] ?? ''
    const column = plan.columns[index]
    if (raw.trim() === '' || column === undefined) continue
    const { text } = tidyCell(findings, 'extras', raw, column, MOST_LONG_CHARS)
    if (text !== '' && column !== '__proto__') extras[column] = text
  }
  const beyond = cells.slice(plan.columns.length).filter((cell) => cell.trim() !== '')
  if (beyond.length > 0) {
    findings.say('extra_cells', null, beyond.join(' | '), {
      message: `The row has ${beyond.length} more ${beyond.length === 1 ? 'value' : 'values'} than the sheet has columns. Cells may have shifted.`,
    })
  }
  return extras
}
