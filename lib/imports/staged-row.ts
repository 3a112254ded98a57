import { normaliseDistrict } from '../districts/match-district.ts'
import type { Json } from '../supabase/database.types.ts'
import type { CleanCustomer, CleanDevice, CleanLocation, CleanRow, CleanStage, CleanTest } from './clean-row-types.ts'
import { normaliseName, normaliseSerial } from './keys.ts'
import { blankReadings } from './read-readings.ts'
import { levelOf } from './reason-codes.ts'

/**
 * A cleaned row as it is staged (import_rows). `same_as` is the first row of the sheet about the same assembly, null when
 * this is it. Blanks are left out of `clean`: `fromStaged` puts them back.
 */
export function toStaged(row: CleanRow, sameAs: number | null, rekeyed = false): { [key: string]: Json } {
  const { keys, reasons, match, customer, location, device, test } = row
  const place = keys.location ?? `n:${normaliseName(location?.name ?? '')}`
  const refused = row.status === 'refused'
  const repeats = !refused && match.kind === 'duplicate'
  const open = reasons.map(({ code }) => code).filter((code) => levelOf(code) === 'review')
  return {
    row_no: row.row,
    clean: withoutBlanks({
      sheet: row.sheet,
      customer,
      location,
      device,
      test,
      notes: row.notes,
      extras: row.extras,
      match,
    }),
    search_text: searchText(row),
    // Whole: a suggestion may set a field to null.
    reasons: reasons.filter(({ code }) => levelOf(code) !== 'match').map((reason) => ({ ...reason })),
    refused,
    repeats,
    same_as: sameAs,
    open_codes: refused || repeats ? refusalCodes(row) : [...new Set(open)],
    customer_keys: keys.customer.length > 0 ? keys.customer : [`?${place}`],
    location_key: place,
    device_keys: keys.device,
    external_id: device?.external_id ?? null,
    serial_key: test?.serial ? normaliseSerial(test.serial) : null,
    district_key: device?.district ? normaliseDistrict(device.district) : null,
    rekeyed,
  }
}

function refusalCodes({ reasons }: CleanRow): string[] {
  return [...new Set(reasons.map(({ code }) => code).filter((code) => levelOf(code) === 'refuse'))]
}

function searchText({ customer, location, device, test }: CleanRow): string {
  const parts = [
    device?.serial ?? test?.serial,
    device?.external_id,
    device?.manufacturer,
    device?.model,
    customer?.name,
    location?.name,
    location?.line1,
    location?.city,
  ]
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join(' ')
}

/** JSON without nulls, undefined and empty objects below the top; null when nothing is left. */
function withoutBlanks(value: unknown): Json {
  if (Array.isArray(value)) return value.map(withoutBlanks)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null) return null
  const kept = Object.entries(value)
    // Checks are evidence and stay as they were judged.
    .map(([key, inner]) => [key, key === 'checks' ? whole(inner) : withoutBlanks(inner)] as const)
    .filter(([, inner]) => inner !== null)
  return Object.fromEntries(kept)
}

function whole(value: unknown): Json {
  return JSON.parse(JSON.stringify(value))
}

type Loose = { [key: string]: unknown }

/** The CleanRow a staged row was made of, its blanks put back. Keys are left empty: they are worked out when it is staged again. */
export function fromStaged(rowNo: number, clean: Json, reasons: Json): CleanRow {
  const given = object(clean)
  const test = isBlank(given.test) ? null : fullTest(object(given.test))
  const device = isBlank(given.device) ? null : { ...BLANK_DEVICE, ...object(given.device) }
  return {
    row: rowNo,
    sheet: given.sheet,
    status: 'new',
    customer: isBlank(given.customer) ? null : { ...BLANK_CUSTOMER, ...object(given.customer) },
    location: isBlank(given.location) ? null : { ...BLANK_LOCATION, ...object(given.location) },
    device,
    test,
    reasons: list(reasons).map((reason) => ({ field: null, found: '', ...object(reason) })),
    notes: list(given.notes).map((note) => ({ field: null, found: '', ...object(note) })),
    match: { kind: 'new', row: null, changed: [], ...object(given.match) },
    keys: { customer: [], location: null, device: [], test: null },
    extras: object(given.extras),
  } as unknown as CleanRow // what toStaged wrote, and only our own functions write it
}

function fullTest(test: Loose): CleanTest {
  const stages = {
    initial: fullStage(object(test.initial)),
    final: isBlank(test.final) ? null : fullStage(object(test.final)),
  }
  const recomputed = isBlank(test.recomputed) ? null : { checks: [], ...object(test.recomputed) }
  return { ...BLANK_TEST, ...test, ...stages, recomputed } as unknown as CleanTest // as above
}

function fullStage(stage: Loose): CleanStage {
  const main = { ...blankReadings(), ...object(stage.main) }
  return { main, bypass: isBlank(stage.bypass) ? null : { ...blankReadings(), ...object(stage.bypass) } }
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null
}

function object(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

const BLANK_ADDRESS = { line1: null, line2: null, city: null, state: null, zip: null }
const BLANK_CUSTOMER: CleanCustomer = { name: null, parent: null, phone: null, email: null, ...BLANK_ADDRESS }
const BLANK_LOCATION: CleanLocation = { name: null, phone: null, email: null, ...BLANK_ADDRESS }
const BLANK_DEVICE: CleanDevice = {
  type: null,
  manufacturer: null,
  model: null,
  size: null,
  size_thousandths: null,
  serial: null,
  location_on_site: null,
  install_date: null,
  last_tested_on: null,
  next_due_on: null,
  price_cents: null,
  district: null,
  district_slug: null,
  containment: null,
  status: null,
  interval_months: null,
  test_yearly: null,
  external_id: null,
  serves: null,
  meter_no: null,
  account_no: null,
  notes: null,
  bypass_manufacturer: null,
  bypass_model: null,
  bypass_size: null,
  bypass_size_thousandths: null,
  bypass_serial: null,
}
const BLANK_TEST: Omit<CleanTest, 'initial'> = {
  serial: null,
  type: null,
  tested_on: null,
  filed_result: null,
  tester_name: null,
  cert_no: null,
  gauge_serial: null,
  line_pressure_psi: null,
  final: null,
  retest_on: null,
  repairs_text: null,
  remarks: null,
  recomputed: null,
}
