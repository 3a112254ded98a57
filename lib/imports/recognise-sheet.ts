import {
  DEVICE_FIELDS,
  plain,
  TEST_FIELDS,
  type DeviceField,
  type TargetField,
  type TestField,
} from './target-fields.ts'

export type SheetKind = 'syncta' | 'test_history' | 'unknown'

/** Which column feeds which field. `columns` goes from the sheet's own column name to the field's key. */
export type ColumnMapping =
  | { kind: 'devices'; columns: Record<string, DeviceField> }
  | { kind: 'tests'; columns: Record<string, TestField> }

/** The header of a Syncta tester export, as exported. [SYNX] */
const SYNCTA: readonly (readonly [string, DeviceField | null])[] = [
  ['Parent Customer', 'parent_customer'],
  ['Customer', 'customer_name'],
  ['Customer Phone', 'customer_phone'],
  ['Customer Email', 'customer_email'],
  ['Customer Address Line 1', 'customer_line1'],
  ['Customer Address Line 2', 'customer_line2'],
  ['Customer City', 'customer_city'],
  ['Customer State', 'customer_state'],
  ['Customer Zip', 'customer_zip'],
  ['Serial', 'serial'],
  ['Syncta Id', 'external_id'],
  ['Containment', 'containment'],
  ['Last Tested On', 'last_tested_on'],
  ['Next Test Due', 'next_due_on'],
  ['Assembly Status', 'status'],
  ['Assembly Type', 'type'],
  ['Assembly Manufacturer', 'manufacturer'],
  ['Assembly Model', 'model'],
  ['Assembly Size', 'size'],
  ['Assembly Location', 'location_on_site'],
  ['Install Date', 'install_date'],
  ['Testing Frequency', 'interval_months'],
  ['Notification Frequency', null],
  ['Last Notified At', null],
  ['Notification Month', null],
  ['Price', 'price'],
  ['Test Yearly', 'test_yearly'],
  ['Water Purveyor', 'district'],
  ['Service Location Name', 'location_name'],
  ['Service Location Phone', 'location_phone'],
  ['Service Location Email', 'location_email'],
  ['Service Location Address Line 1', 'location_line1'],
  ['Service Location Address Line 2', 'location_line2'],
  ['Service Location City', 'location_city'],
  ['Service Location State', 'location_state'],
  ['Service Location Zip', 'location_zip'],
]

/** The header of a sheet of past tests, as the field's people keep it. */
const TEST_HISTORY: readonly (readonly [string, TestField])[] = [
  ['Serial', 'serial'],
  ['Test Date', 'tested_on'],
  ['Result', 'result'],
  ['Tester', 'tester_name'],
  ['Cert No', 'cert_no'],
  ['Gauge Serial', 'gauge_serial'],
  ['RV Opened', 'rv_opened'],
  ['CV1', 'cv1'],
  ['CV2', 'cv2'],
  ['AI Opened', 'ai_opened'],
  ['AI Fully Open', 'ai_fully_open'],
  ['CV', 'cv'],
  ['Line PSI', 'line_pressure'],
  ['Repairs', 'repairs'],
  ['Retest Date', 'retest_on'],
  ['Retest RV Opened', 'retest_rv_opened'],
  ['Retest CV1', 'retest_cv1'],
  ['Retest CV2', 'retest_cv2'],
  ['Retest AI Opened', 'retest_ai_opened'],
  ['Retest AI Fully Open', 'retest_ai_fully_open'],
  ['Retest CV', 'retest_cv'],
  ['Bypass RV Opened', 'bypass_rv_opened'],
  ['Bypass CV1', 'bypass_cv1'],
  ['Bypass CV2', 'bypass_cv2'],
  ['Retest Bypass RV Opened', 'retest_bypass_rv_opened'],
  ['Retest Bypass CV1', 'retest_bypass_cv1'],
  ['Retest Bypass CV2', 'retest_bypass_cv2'],
]

const LEAST = 0.6

/** What a known sheet is, with the share of its usual columns that are here and the mapping that follows. */
export interface RecognisedSheet {
  kind: SheetKind
  score: number
  mapping: ColumnMapping | null
}

/** Recognises a Syncta export or a test-history sheet by its column names: six tenths of them, and a serial or a test date. */
export function recogniseSheet(columns: readonly string[]): RecognisedSheet {
  const syncta = matched(columns, SYNCTA)
  const history = matched(columns, TEST_HISTORY)
  if (syncta.score >= LEAST && syncta.score >= history.score) {
    return { kind: 'syncta', score: syncta.score, mapping: { kind: 'devices', columns: syncta.columns } }
  }
  const dated = Object.values(history.columns).includes('tested_on')
  if (history.score >= LEAST && dated) {
    return { kind: 'test_history', score: history.score, mapping: { kind: 'tests', columns: history.columns } }
  }
  return { kind: 'unknown', score: Math.max(syncta.score, history.score), mapping: null }
}

function matched<K extends string>(columns: readonly string[], known: readonly (readonly [string, K | null])[]) {
  const byName = new Map(known.map(([name, key]) => [plain(name), key] as const))
  const found: Record<string, K> = {}
  const used = new Set<string>()
  for (const column of columns) {
    const name = plain(column)
    const key = byName.get(name)
    if (key === undefined || used.has(name)) continue
    used.add(name)
    if (key !== null) found[column] = key
  }
  return { score: used.size / known.length, columns: found }
}

/**
 * A first mapping for a sheet nobody has mapped yet, by the names columns usually have; the person corrects it. Each
 * column feeds one field and each field takes one column, the first that fits.
 */
export function suggestMapping(columns: readonly string[]): ColumnMapping {
  const devices = assign(columns, DEVICE_FIELDS)
  const tests = assign(columns, TEST_FIELDS)
  const readings = Object.values(tests).filter((key) => /(?:rv_opened|cv1|cv2|ai_opened|cv|bc)$/.test(key)).length
  const isTests = Object.values(tests).includes('tested_on') && readings >= 1
  return isTests ? { kind: 'tests', columns: tests } : { kind: 'devices', columns: devices }
}

function assign<K extends string>(
  columns: readonly string[],
  fields: readonly (TargetField & { key: K })[],
): Record<string, K> {
  const byName = new Map<string, { key: K; rank: number }[]>()
  for (const { key, names } of fields) {
    names.forEach((name, rank) => byName.set(name, [...(byName.get(name) ?? []), { key, rank }]))
  }
  // Names listed first are the surest: 'Customer Phone' before a bare 'Phone'. Sorting keeps the order of columns among equals.
  const candidates = columns.flatMap((column) => (byName.get(plain(column)) ?? []).map((hit) => ({ ...hit, column })))
  candidates.sort((a, b) => a.rank - b.rank)
  const found = new Map<string, K>()
  const taken = new Set<K>()
  for (const { column, key } of candidates) {
    if (found.has(column) || taken.has(key)) continue
    taken.add(key)
    found.set(column, key)
  }
  return Object.fromEntries(found)
}

/** Is there enough to make rows of? A device needs a serial, or a model or type with an address; a test its date. */
export function mappingIsUsable(mapping: ColumnMapping): boolean {
  const keys: readonly string[] = Object.values(mapping.columns)
  const has = (key: string): boolean => keys.includes(key)
  if (mapping.kind === 'tests') return has('serial') && has('tested_on')
  return has('serial') || ((has('model') || has('type')) && (has('location_line1') || has('customer_line1')))
}
