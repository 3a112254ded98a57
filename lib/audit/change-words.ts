import { formatPsid } from '../backflow/psid.ts'
import { formatDay, formatInstant, isDay } from '../dates.ts'
import { DUE_SOURCE_WORDS, HAZARD_WORDS, STATUS_WORDS, USE_WORDS, wordFor } from '../devices/words.ts'
import { formatCents } from '../money.ts'

/** What changed, column by column: what it was and what it is; null where the log keeps only that it changed. */
export type Change = { column: string; values: readonly [unknown, unknown] | null }

/** Columns whose name says too little, or something else, in a sentence. */
const COLUMNS: Readonly<Record<string, string>> = {
  district_due_on: 'due date',
  district_due_source: 'source of the due date',
  our_target_on: 'own target date',
  due_on: 'due date',
  installed_on: 'installation date',
  calibrated_on: 'day of calibration',
  issued_on: 'issue date',
  expires_on: 'expiry date',
  retired_on: 'last day in use',
  starts_at: 'start',
  location_id: 'location',
  customer_id: 'customer',
  company_district_id: 'purveyor',
  assigned_to: 'keeper',
  profile_id: 'person',
  replaced_by_id: 'replacement',
  manufacturer: 'maker',
  bypass_manufacturer: 'bypass maker',
  tag_no: 'tag',
  price_cents: 'price',
  total_cents: 'total',
  interval_months: 'interval',
  repair_days: 'time to repair',
  minutes: 'duration',
  due_soon_days: 'window for “due soon”',
  target_lead_days: 'lead of the own target',
  technicians_see_prices: 'prices for technicians',
  max_error_hundredths_psid: 'largest error',
  line1: 'street',
  line2: 'second address line',
  full_name: 'name',
  photo_file_id: 'photo',
  logo_file_id: 'logo',
  file_id: 'file',
  certificate_file_id: 'certificate file',
  profile_overrides: 'rules of its own',
}

/** Follow from another column that changed with them: a sentence does not need them. */
const SILENT = new Set(['match_key', 'size_thousandths_in', 'updated_at', 'records_version'])
const isSilent = (column: string): boolean => SILENT.has(column) || /^due_(base|anchor)/.test(column)

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  status: STATUS_WORDS,
  hazard: HAZARD_WORDS,
  use: USE_WORDS,
  district_due_source: DUE_SOURCE_WORDS,
  role: { company_admin: 'admin', office: 'office', technician: 'technician' },
  state: { no_access: 'no access' },
}

/** What an entry changed: with values where it has them, then what changed without. */
export function changesOf(
  columns: readonly string[],
  values: Readonly<Record<string, readonly [unknown, unknown]>>,
): Change[] {
  const all = columns
    .filter((column) => !isSilent(column))
    .map((column) => ({ column, values: values[column] ?? null }))
  return [...all.filter((one) => one.values !== null), ...all.filter((one) => one.values === null)]
}

/** "due date", "purveyor"; a column nobody named yet as the database names it. */
export function columnWords(column: string): string {
  return COLUMNS[column] ?? column.replace(/_(id|on|at|no|psid)$/, '').replaceAll('_', ' ')
}

/** A value as the product writes it elsewhere: a day, an amount, a name for a reference. `names` are those the entry brings. */
export function valueWords(
  column: string,
  value: unknown,
  names: Readonly<Record<string, string>>,
  timeZone: string,
): string {
  if (value === null || value === undefined || value === '') return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return numberWords(column, value)
  if (typeof value !== 'string') return JSON.stringify(value)
  if (isDay(value)) return formatDay(value)
  if (column.endsWith('_at')) return formatInstant(value, timeZone)
  if (column.endsWith('_id') || column === 'assigned_to') return names[value] ?? 'one no longer on file'
  return wordFor(WORDS[column] ?? {}, value)
}

function numberWords(column: string, value: number): string {
  if (column.endsWith('_cents')) return formatCents(value)
  if (column.endsWith('_psid')) return `${formatPsid(value)} psid`
  const unit = /_(months|days)$|^(minutes)$/.exec(column)
  const name = unit?.[1] ?? unit?.[2]
  if (name === undefined) return value.toLocaleString('en-US')
  return `${value.toLocaleString('en-US')} ${value === 1 ? name.slice(0, -1) : name}`
}
