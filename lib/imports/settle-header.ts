import { createHash } from 'node:crypto'
import { z } from 'zod'
import { dataOf } from '../errors.ts'
import type { SheetName } from './clean-row-types.ts'
import { isRefusal } from './raw-rows.ts'
import { type OpenSheet, readSheet } from './read-sheet.ts'
import { type ColumnMapping, recogniseSheet } from './recognise-sheet.ts'
import type { SheetRefusal } from './refusal.ts'
import type { Opened, Staging } from './stage-import.ts'
import { plain } from './target-fields.ts'

const SAMPLES = 5
const SAMPLE_CHARS = 80

/** What the sheet is. `mapping` null: a person has to say which column is what. */
export type SettledHeader = { ok: true; sheet: SheetName; mapping: ColumnMapping | null }

/**
 * Reads the header and a few rows, writes them down, and settles the mapping: the one a person gave, else what the column
 * names are recognised as, else the one remembered for this header, else none.
 */
export async function settleHeader(
  staging: Staging,
  opened: Opened,
  file: string,
): Promise<SettledHeader | SheetRefusal> {
  const sheet = await readSheet(file)
  if (!sheet.ok) return sheet
  const samples = await firstRows(sheet)
  if (!Array.isArray(samples)) return samples
  const { columns } = sheet.header
  const recognised = recogniseSheet(columns)
  const given = opened.mapping ?? recognised.mapping
  const name: SheetName =
    opened.mapping !== null
      ? (opened.sheet_kind ?? 'mapped')
      : recognised.kind === 'unknown'
        ? 'mapped'
        : recognised.kind
  const { data, error } = await staging.admin.rpc('set_import_header', {
    p_import_id: staging.importId,
    p_originator: staging.originator,
    p_header: {
      columns,
      samples,
      signature: headerSignature(columns),
      format: sheet.format,
      sheet_name: sheet.sheetName,
    },
    p_sheet_kind: name,
    ...(given !== null && { p_mapping: given }),
  })
  const mapping = error === null ? data : dataOf({ data: null, error })
  return { ok: true, sheet: name, mapping: mapping === null ? null : mappingSchema.parse(mapping) }
}

const mappingSchema = z.custom<ColumnMapping>(
  (value) => typeof value === 'object' && value !== null && 'kind' in value && 'columns' in value,
)

/** The same for sheets with the same column names in the same order, whatever their case and spacing. */
export function headerSignature(columns: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(columns.map(plain)))
    .digest('hex')
    .slice(0, 32)
}

async function firstRows(sheet: OpenSheet): Promise<string[][] | SheetRefusal> {
  const rows: string[][] = []
  try {
    for await (const item of sheet.rows) {
      if (isRefusal(item)) return item
      rows.push(item.cells.slice(0, sheet.header.columns.length).map(sample))
      if (rows.length === SAMPLES) break
    }
  } finally {
    await sheet.close()
  }
  return rows
}

// Postgres holds neither NUL nor half characters, and these cells are still as the sheet has them.
function sample(cell: string): string {
  return cell.slice(0, SAMPLE_CHARS).replaceAll('\0', '').toWellFormed()
}
