import type { AssemblyType } from '../backflow/assembly.ts'
import type { CheckCode, CheckStatus, Component, Result } from '../backflow/evaluate.ts'
import type { ProfileName } from '../backflow/profiles.ts'
import type { Part, ReadingsRow, Stage } from '../backflow/readings.ts'
import type { Day } from '../dates.ts'
import type { ReasonCode } from './reason-codes.ts'

/** Everything here is plain JSON: a CleanRow is stored as it is and read back by another process. */
export type RowStatus = 'new' | 'update' | 'duplicate' | 'review' | 'refused'
export type SheetName = 'syncta' | 'test_history' | 'mapped'

/** A postal address; `state` two letters, `zip` 33411 or 33411-1234. */
export interface CleanAddress {
  line1: string | null
  line2: string | null
  city: string | null
  state: string | null
  zip: string | null
}

/** `phone` as +15615550100 (with ;ext=12 where given), or null. */
export interface CleanCustomer extends CleanAddress {
  name: string | null
  parent: string | null
  phone: string | null
  email: string | null
}

export interface CleanLocation extends CleanAddress {
  name: string | null
  phone: string | null
  email: string | null
}

/** An assembly. `size_thousandths` in inches × 1000; `district` is the purveyor's name, `district_slug` its rulebook entry. */
export interface CleanDevice {
  type: AssemblyType | null
  manufacturer: string | null
  model: string | null
  size: string | null
  size_thousandths: number | null
  serial: string | null
  location_on_site: string | null
  install_date: Day | null
  last_tested_on: Day | null
  next_due_on: Day | null
  price_cents: number | null
  district: string | null
  district_slug: string | null
  containment: boolean | null
  status: 'active' | 'inactive' | null
  interval_months: number | null
  test_yearly: boolean | null
  external_id: string | null
  serves: string | null
  meter_no: string | null
  account_no: string | null
  notes: string | null
  bypass_manufacturer: string | null
  bypass_model: string | null
  bypass_size: string | null
  bypass_size_thousandths: number | null
  bypass_serial: string | null
}

/** The readings of one stage as rows of test_readings. `bypass` is null unless the sheet gives bypass readings. */
export interface CleanStage {
  main: ReadingsRow
  bypass: ReadingsRow | null
}

/** One check of the recomputed verdict; values in hundredths of a psid (of an inch for an air gap). */
export interface CleanCheck {
  stage: Stage | 'record'
  part: Part
  component: Component
  code: CheckCode
  value: number | null
  limit: number | null
  rule: string
  status: CheckStatus
  message: string
}

/** What our rules make of the readings. `type_source` says where the type came from. */
export interface RecomputedVerdict {
  type: AssemblyType
  type_source: 'device' | 'column' | 'readings'
  profile: ProfileName
  profile_version: string
  result: Result
  checks: CleanCheck[]
}

/** A past test; it comes in marked `imported`. `filed_result` is what the sheet says and is never changed. */
export interface CleanTest {
  serial: string | null
  type: AssemblyType | null
  tested_on: Day | null
  filed_result: 'PASS' | 'FAIL' | null
  tester_name: string | null
  cert_no: string | null
  gauge_serial: string | null
  line_pressure_psi: number | null
  initial: CleanStage
  final: CleanStage | null
  retest_on: Day | null
  repairs_text: string | null
  remarks: string | null
  recomputed: RecomputedVerdict | null
}

export type JsonScalar = string | number | boolean | null

/** One thing said about a row, with the sheet's column. `set` is what accepting the suggestion writes, by path ('device.size'). */
export interface Reason {
  code: ReasonCode
  field: string | null
  column?: string
  found: string
  suggestion?: string
  message: string
  set?: Record<string, JsonScalar>
}

/** Names under which the row's customer, location, device or test is found again; see keys.ts. */
export interface RowKeys {
  customer: string[]
  location: string | null
  device: string[]
  test: string | null
}

/** How the row stands to earlier rows of the file, whatever its status. `row` is the earlier row. */
export interface RowMatch {
  kind: 'new' | 'update' | 'duplicate'
  row: number | null
  changed: string[]
}

/** A row after cleaning. `extras` keeps columns that feed no field, by column name. */
export interface CleanRow {
  row: number
  sheet: SheetName
  status: RowStatus
  customer: CleanCustomer | null
  location: CleanLocation | null
  device: CleanDevice | null
  test: CleanTest | null
  reasons: Reason[]
  notes: Reason[]
  match: RowMatch
  keys: RowKeys
  extras: Record<string, string>
}
