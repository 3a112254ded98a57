import 'server-only'
import { dataOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'
import type { CleanRow } from './clean-row-types.ts'
import { isCorrectable } from './correct-row.ts'
import { type ImportRow, reasonsOf, type RowReason } from './queries.ts'
import { fromStaged } from './staged-row.ts'
import { DEVICE_FIELDS, TEST_FIELDS } from './target-fields.ts'

export type RowOnFile = {
  row: ImportRow
  kind: 'devices' | 'tests'
  doubts: (RowReason & { correctable: boolean })[]
  clean: CleanRow
}

/** One row of an import with what is said about it, or null when there is none. */
export async function findImportRow(db: Supabase, importId: string, rowNo: number): Promise<RowOnFile | null> {
  const { data, error } = await db
    .from('import_row_list')
    .select('*')
    .eq('import_id', importId)
    .eq('row_no', rowNo)
    .limit(1)
  if (error?.code === '22P02') return null
  const row = dataOf({ data, error })[0]
  if (row === undefined) return null
  const { customer, location, device, test, notes } = row
  const clean = fromStaged(rowNo, { customer, location, device, test, notes }, row.reasons)
  const kind = clean.test === null ? 'devices' : 'tests'
  const said = [
    ...new Map(
      reasonsOf(row.reasons, row.file_reasons).map((reason) => [`${reason.code} ${reason.field ?? ''}`, reason]),
    ).values(),
  ]
  const doubts = said.map((reason) => ({ ...reason, correctable: isCorrectable(kind, reason.field) }))
  return { row, kind, clean, doubts }
}

const LABELS = new Map<string, string>([...TEST_FIELDS, ...DEVICE_FIELDS].map(({ key, label }) => [key, label]))
const NAMED: Record<string, string> = {
  price_cents: 'Price',
  'customer.parent': 'Parent customer',
  filed_result: 'Result',
  line_pressure_psi: 'Line pressure, psi',
  repairs_text: 'Repairs',
}

/** What a field of a row is called: 'Size', 'Customer ZIP', 'After repair: check 1'. */
export function fieldLabel(field: string): string {
  const reading = /^(initial|final)\.(main|bypass)\.(\w+?)(?:_hundredths_psid)?$/.exec(field)
  const key =
    reading === null
      ? field.replace('.', '_')
      : `${reading[1] === 'final' ? 'retest_' : ''}${reading[2] === 'bypass' ? 'bypass_' : ''}${reading[3] ?? ''}`
  return NAMED[field] ?? LABELS.get(key) ?? field
}
