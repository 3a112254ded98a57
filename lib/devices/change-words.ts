import { formatDay, isDay } from '../dates.ts'
import { DUE_SOURCE_WORDS, HAZARD_WORDS, STATUS_WORDS, USE_WORDS, wordFor } from './words.ts'

const LABELS: Readonly<Record<string, string>> = {
  type: 'Type',
  manufacturer: 'Maker',
  model: 'Model',
  size: 'Size',
  serial: 'Serial',
  bypass_manufacturer: 'Bypass maker',
  bypass_model: 'Bypass model',
  bypass_size: 'Bypass size',
  bypass_serial: 'Bypass serial',
  location_on_site: 'Place on site',
  serves: 'Serves',
  hazard: 'Hazard',
  use: 'Use',
  containment: 'Containment',
  non_potable_supply: 'Non-potable supply',
  status: 'Status',
  installed_on: 'Installed',
  interval_months: 'Interval in months',
  tag_no: 'Tag',
  external_id: 'Id in the old system',
  account_no: 'Account',
  meter_no: 'Meter',
  test_yearly: 'Test yearly',
  district_due_on: 'District’s date',
  district_due_source: 'Source of the date',
  our_target_on: 'Our target',
}

const WHOLE: Readonly<Record<string, string>> = {
  location_id: 'Moved to another location',
  company_district_id: 'Purveyor changed',
  photo_file_id: 'Photo changed',
  replaced_by_id: 'Replaced by another assembly',
  notes: 'Notes changed',
}

/** Columns a test moves; the test itself stands in the history. */
const FROM_TESTS = new Set(['last_tested_on', 'last_result', 'failed_on', 'repair_due_on'])

/** What a change of an assembly was, in words, one line each. Empty where a test moved it, or nothing a person knows changed. */
export function changeLines(changes: Readonly<Record<string, readonly [unknown, unknown]>>): string[] {
  if (Object.keys(changes).some((column) => FROM_TESTS.has(column))) return []
  const lines: string[] = []
  for (const [column, [before, after]] of Object.entries(changes)) {
    if (column === 'deleted_at') lines.push(after === null ? 'Brought back' : 'Deleted')
    else if (Object.hasOwn(WHOLE, column)) lines.push(WHOLE[column] ?? '')
    else if (Object.hasOwn(LABELS, column)) {
      lines.push(`${LABELS[column]}: ${valueWords(column, before)} → ${valueWords(column, after)}`)
    }
  }
  return lines
}

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  status: STATUS_WORDS,
  hazard: HAZARD_WORDS,
  use: USE_WORDS,
  district_due_source: DUE_SOURCE_WORDS,
}

function valueWords(column: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (isDay(text)) return formatDay(text)
  return wordFor(WORDS[column] ?? {}, text)
}
