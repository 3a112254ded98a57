import { formatPsid } from '../backflow/psid.ts'
import type { ReadingsRow } from '../backflow/readings.ts'
import { formatCents } from '../money.ts'
import type { CleanContext } from './clean-context.ts'
import type { CleanRow, JsonScalar, Reason } from './clean-row-types.ts'
import { createCleaner, keysOf } from './clean-row.ts'
import { statusOf } from './row-status.ts'
import { DEVICE_FIELDS, TEST_FIELDS } from './target-fields.ts'

type Cells = Record<string, string>

/**
 * The row with one value as a person typed it, cleaned as if the sheet had said so: what was settled stays settled, other
 * doubts stay open. `field` is the field of a reason ('size', 'customer.zip', 'initial.main.cv1_hundredths_psid'); null
 * when it is none that can be typed. Pure.
 */
export function correctRow(
  row: CleanRow,
  field: string,
  text: string,
  context: Partial<CleanContext> = {},
): CleanRow | null {
  const kind = row.test === null ? 'devices' : 'tests'
  const target = targetOf(kind, field)
  if (target === null) return null
  const cells = { ...cellsOf(row), [target]: text }
  for (const reason of row.reasons) {
    const other = reason.field === null ? null : targetOf(kind, reason.field)
    // A value that could not be read is null by now: the sheet's own words stand in for it.
    if (other !== null && other !== target && (cells[other] ?? '') === '') cells[other] = reason.found
  }
  const columns = Object.keys(cells)
  const same = Object.fromEntries(columns.map((name) => [name, name]))
  const again = createCleaner({
    sheet: row.sheet,
    header: { row: 1, columns },
    // The fields' own keys are the columns here.
    mapping: { kind, columns: same } as Parameters<typeof createCleaner>[0]['mapping'],
    context,
  })({ row: row.row, cells: columns.map((name) => cells[name] ?? '') })
  return kept(row, again, field, text)
}

/** May this field of a row be typed anew? */
export function isCorrectable(kind: 'devices' | 'tests', field: string | null): boolean {
  return field !== null && targetOf(kind, field) !== null
}

function kept(before: CleanRow, again: CleanRow, field: string, text: string): CleanRow {
  const settled = before.notes.filter(({ code }) => code === 'accepted' || code === 'kept_as_found')
  const wasKept = ({ code, field: of }: Reason): boolean =>
    of !== field && settled.some((note) => note.field === of && note.message.startsWith(`${code}:`))
  const rekeyed = JSON.stringify(keysOf(again).device) !== JSON.stringify(keysOf(before).device)
  const match = rekeyed ? again.match : before.match
  const matchReasons = rekeyed ? [] : before.reasons.filter(({ code }) => MATCH_CODES.has(code))
  const note: Reason = {
    code: 'accepted',
    field,
    found: String(foundBefore(before, field) ?? ''),
    suggestion: text,
    message: `${field}: corrected by a person.`,
  }
  const next: CleanRow = {
    ...again,
    reasons: [...again.reasons.filter((reason) => !wasKept(reason)), ...matchReasons],
    notes: [...settled, note, ...again.notes],
    match,
    extras: before.extras,
  }
  return { ...next, keys: keysOf(next), status: statusOf(next) }
}

/** Said by the comparison of rows with one another, not by the cleaning of one. */
const MATCH_CODES = new Set(['serial_repeated', 'test_differs', 'same_as_row', 'differs_from_row'])

function foundBefore(row: CleanRow, field: string): JsonScalar {
  const said = row.reasons.find((reason) => reason.field === field && reason.found !== '')
  if (said !== undefined) return said.found
  const target = targetOf(row.test === null ? 'devices' : 'tests', field)
  return target === null ? null : (cellsOf(row)[target] ?? null)
}

const DEVICE_KEYS = new Set<string>(DEVICE_FIELDS.map(({ key }) => key))
const TEST_KEYS = new Set<string>(TEST_FIELDS.map(({ key }) => key))
const RENAMED: Cells = {
  price_cents: 'price',
  filed_result: 'result',
  line_pressure_psi: 'line_pressure',
  repairs_text: 'repairs',
  'customer.parent': 'parent_customer',
}

/** The target field a reason's field is fed from. */
function targetOf(kind: 'devices' | 'tests', field: string): string | null {
  const reading = /^(initial|final)\.(main|bypass)\.(\w+?)(?:_hundredths_psid)?$/.exec(field)
  const named =
    RENAMED[field] ??
    (reading === null
      ? field.replace(/^(customer|location)\./, '$1_')
      : `${reading[1] === 'final' ? 'retest_' : ''}${reading[2] === 'bypass' ? 'bypass_' : ''}${reading[3] ?? ''}`)
  return (kind === 'devices' ? DEVICE_KEYS : TEST_KEYS).has(named) ? named : null
}

/** The row's values as a sheet would write them, by target field. */
function cellsOf(row: CleanRow): Cells {
  if (row.test !== null) {
    const { test } = row
    return {
      ...scalars(test, 'tests', ''),
      ...readings(test.initial.main, ''),
      ...readings(test.initial.bypass, 'bypass_'),
      ...readings(test.final?.main ?? null, 'retest_'),
      ...readings(test.final?.bypass ?? null, 'retest_bypass_'),
    }
  }
  return {
    ...scalars(row.customer, 'devices', 'customer.'),
    ...scalars(row.location, 'devices', 'location.'),
    ...scalars(row.device, 'devices', ''),
  }
}

function scalars(part: object | null, kind: 'devices' | 'tests', front: string): Cells {
  const cells: Cells = {}
  for (const [key, value] of Object.entries(part ?? {})) {
    const target = targetOf(kind, front + key)
    if (target === null || value === null || typeof value === 'object') continue
    cells[target] = textOf(key, value)
  }
  return cells
}

function textOf(key: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (key === 'price_cents' && typeof value === 'number') return formatCents(value)
  return key === 'phone' ? String(value).replace(';ext=', ' x') : String(value)
}

function readings(block: ReadingsRow | null, prefix: string): Cells {
  if (block === null) return {}
  const reading = (hundredths: number | null, state: string | null, shut: boolean | null): string =>
    hundredths !== null
      ? `${formatPsid(hundredths)}${state === null ? '' : ` ${state}`}`
      : shut === true
        ? 'DNO'
        : (state ?? '')
  const cells: Cells = {
    rv_opened: reading(block.rv_opened_hundredths_psid, null, block.rv_did_not_open),
    cv1: reading(block.cv1_hundredths_psid, block.cv1_state, null),
    cv2: reading(block.cv2_hundredths_psid, block.cv2_state, null),
    bc: reading(block.bc_hundredths_psid, block.bc_state, null),
    ai_opened: reading(block.ai_opened_hundredths_psid, null, block.ai_did_not_open),
    ai_fully_open: block.ai_fully_open === null ? '' : block.ai_fully_open ? 'Yes' : 'No',
    cv: reading(block.cv_hundredths_psid, block.cv_state, null),
  }
  return Object.fromEntries(Object.entries(cells).map(([name, text]) => [prefix + name, text]))
}
