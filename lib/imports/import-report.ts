import { dataOf } from '../errors.ts'
import { BYTE_ORDER_MARK, csvLine } from '../lists/csv.ts'
import type { Json } from '../supabase/database.types.ts'
import type { Supabase } from '../supabase/server.ts'

const SLICE = 1000
const HEADS = [
  'Row',
  'Fate',
  'Why',
  'Settled by a person',
  'Customer',
  'Address',
  'City',
  'State',
  'Zip',
  'Assembly type',
  'Manufacturer',
  'Model',
  'Size',
  'Serial',
  'Tested on',
  'Filed result',
  'Recomputed result',
  'Made new',
]

/** What became of a row, in words, before and after the commit. */
export function fateWords(fate: string, committed: boolean): string {
  const leftOut = committed ? ', left out' : ''
  if (fate === 'review') return `Needs review${leftOut}`
  return { new: 'New', update: 'Update', duplicate: 'Duplicate', refused: 'Refused', skipped: 'Left out' }[fate] ?? fate
}

/** Every row of an import and what became of it, as CSV (UTF-8 with its mark, CRLF, nothing a spreadsheet would run). */
export async function* importReport(db: Supabase, importId: string, committed: boolean): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(HEADS)
  let after = -1
  while (true) {
    const rows = dataOf(
      await db
        .from('import_row_list')
        .select('row_no, fate, customer, location, device, test, reasons, file_reasons, notes, creates')
        .eq('import_id', importId)
        .gt('row_no', after)
        .order('row_no')
        .limit(SLICE),
    )
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map((row) => csvLine(cells(row, committed))).join('')
    after = last.row_no
  }
}

type Row = {
  row_no: number
  fate: string | null
  customer: Json
  location: Json
  device: Json
  test: Json
  reasons: Json
  file_reasons: Json
  notes: Json
  creates: string[]
}

function cells(row: Row, committed: boolean): string[] {
  const thing = text(row.device, 'serial') !== '' || row.test === null ? row.device : row.test
  const settled = list(row.notes).filter((note) => ['accepted', 'kept_as_found'].includes(text(note, 'code')))
  return [
    String(row.row_no),
    fateWords(row.fate ?? '', committed),
    [...list(row.reasons), ...list(row.file_reasons)].map(sentence).join(' '),
    settled.map(answer).join('; '),
    text(row.customer, 'name'),
    [text(row.location, 'line1'), text(row.location, 'line2')].filter((part) => part !== '').join(', '),
    text(row.location, 'city'),
    text(row.location, 'state'),
    text(row.location, 'zip'),
    text(thing, 'type'),
    text(row.device, 'manufacturer'),
    text(row.device, 'model'),
    text(row.device, 'size'),
    text(thing, 'serial'),
    text(row.test, 'tested_on'),
    text(row.test, 'filed_result'),
    text(field(row.test, 'recomputed'), 'result'),
    row.creates.map((made) => (made === 'device' ? 'assembly' : made)).join(', '),
  ]
}

function sentence(reason: Json): string {
  const found = text(reason, 'found')
  const suggestion = text(reason, 'suggestion')
  const change = suggestion === '' ? '' : ` (${found} → ${suggestion})`
  return `${text(reason, 'message').replace(/\.$/, '')}${change}.`
}

function answer(note: Json): string {
  const found = text(note, 'found')
  return text(note, 'code') === 'accepted' ? `${found} → ${text(note, 'suggestion')}` : `${found} kept`
}

function field(value: Json, key: string): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value[key] ?? null) : null
}

function text(value: Json, key: string): string {
  const found = field(value, key)
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}

function list(value: Json): Json[] {
  return Array.isArray(value) ? value : []
}
