/** A company with a tester, a gauge and assemblies: what the tests of recording need. */
import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { addDays, addMonths, today } from '../../lib/dates.ts'
import { recordTest } from '../../lib/test-records/record-test.ts'
import type { TestEntry } from '../../lib/test-records/test-entry.ts'
import type { Supabase } from '../../lib/supabase/server.ts'
import { client, createUser, db, rest, type TestUser } from './harness.ts'

export const TODAY = today('America/New_York')

export interface Member {
  user: TestUser
  profileId: string
  licenceId: string
  db: Supabase
}
export interface House {
  companyId: string
  admin: Member
  tester: Member
  gaugeId: string
}

/** supabase-js as one of its people, typed as the app types it. */
export function as(user: TestUser): Supabase {
  return client(user.token) as unknown as Supabase
}

export async function makeHouse(state = 'FL'): Promise<House> {
  const user = await createUser()
  const founded = await rest(user.token).rpc('create_company', {
    p_name: 'Harbor Testing',
    p_full_name: 'Ada Harbor',
    p_state: state,
    p_time_zone: 'America/New_York',
  })
  const companyId = String(founded.body)
  const [profile] = await db()<{ id: string }[]>`select id from public.profiles where company_id = ${companyId}`
  const admin = { user, profileId: profile?.id ?? '', licenceId: '', db: as(user) }
  admin.licenceId = await addLicence(companyId, admin.profileId)
  const [gauge] = await db()<{ id: string }[]>`
    insert into public.gauges (company_id, manufacturer, model, serial) values (${companyId}, 'Mid-West', '845-5', ${randomUUID()}) returning id`
  await db()`insert into public.gauge_calibrations (company_id, gauge_id, calibrated_on) values (${companyId}, ${gauge?.id ?? ''}, ${addDays(TODAY, -90)})`
  return { companyId, admin, tester: await addMember(companyId, 'technician'), gaugeId: gauge?.id ?? '' }
}

export async function addMember(companyId: string, role: string): Promise<Member> {
  const user = await createUser()
  const [profile] = await db()<{ id: string }[]>`
    insert into public.profiles (company_id, user_id, role, full_name, email)
    values (${companyId}, ${user.id}, ${role}, 'Tobin Fields', ${user.email}) returning id`
  await db()`insert into public.people (user_id, active_company_id) values (${user.id}, ${companyId})`
  const profileId = profile?.id ?? ''
  return { user, profileId, licenceId: await addLicence(companyId, profileId), db: as(user) }
}

export async function addLicence(
  companyId: string,
  profileId: string,
  dates: { issuedOn?: string; expiresOn?: string; states?: string[] } = {},
): Promise<string> {
  const [licence] = await db()<{ id: string }[]>`
    insert into public.tester_licences (company_id, profile_id, certificate_type, number, issued_on, expires_on, states)
    values (${companyId}, ${profileId}, 'ASSE 5110', 'T-1', ${dates.issuedOn ?? addDays(TODAY, -700)}, ${dates.expiresOn ?? addDays(TODAY, 300)},
      ${dates.states ?? []}) returning id`
  return licence?.id ?? ''
}

export async function addDevice(
  companyId: string,
  type = 'DC',
  device: Record<string, string | number | boolean | null> = {},
  state = 'FL',
): Promise<string> {
  const [customer] = await db()<{ id: string }[]>`
    insert into public.customers (company_id, name, match_key) values (${companyId}, 'Plaza', ${randomUUID()}) returning id`
  const [location] = await db()<{ id: string }[]>`
    insert into public.customer_locations (company_id, customer_id, line1, state, match_key)
    values (${companyId}, ${customer?.id ?? ''}, '12 Dock St', ${state}, ${randomUUID()}) returning id`
  const row = {
    company_id: companyId,
    location_id: location?.id ?? '',
    type,
    serial: 'A127841',
    match_key: randomUUID(),
    ...device,
  }
  const [made] = await db()<{ id: string }[]>`insert into public.devices ${db()(row)} returning id`
  return made?.id ?? ''
}

export const PASSING = { main: { cv1HundredthsPsid: 140, cv2HundredthsPsid: 120 }, bypass: null }
export const FAILING = { main: { cv1HundredthsPsid: 90, cv2HundredthsPsid: 120 }, bypass: null }

/** A test of a double check by a member, passing and signed unless said otherwise. */
export function entryOf(house: House, who: Member, deviceId: string, change: Partial<TestEntry> = {}): TestEntry {
  const failing = change.initial === FAILING && change.final === undefined
  return {
    clientId: randomUUID(),
    deviceId,
    sign: true,
    testType: 'ANNUAL',
    testedOn: TODAY,
    testedAt: '10:00',
    licenceId: who.licenceId,
    gaugeId: house.gaugeId,
    linePressurePsi: 60,
    shutoff1State: 'tight',
    detectorMeterReading: null,
    detectorMeterMoved: null,
    answers: {},
    initial: PASSING,
    final: null,
    repairs: [],
    repairsText: null,
    remarks: null,
    certifiedResult: failing ? 'FAIL' : 'PASS',
    certifyReason: null,
    overrideReason: null,
    supersedesId: null,
    supersedeReason: null,
    seen: null,
    ...change,
  }
}

export async function record(house: House, who: Member, entry: TestEntry) {
  return recordTest(who.db, { company: { id: house.companyId }, profile: { id: who.profileId } }, entry, await ink())
}

/** Records and returns the id; throws with the refusal when it is refused. */
export async function recorded(house: House, who: Member, entry: TestEntry): Promise<string> {
  const result = await record(house, who, entry)
  if (!result.ok) throw new Error(`refused: ${result.code}`)
  return result.value.id
}

export interface DeviceRow {
  district_due_on: string | null
  district_due_source: string | null
  our_target_on: string | null
  last_tested_on: string | null
  last_result: string | null
  failed_on: string | null
  repair_due_on: string | null
  status: string
  records_version: number
}

export async function deviceOf(deviceId: string): Promise<DeviceRow> {
  const [row] = await db()<DeviceRow[]>`
    select district_due_on::text, district_due_source, our_target_on::text, last_tested_on::text, last_result, failed_on::text, repair_due_on::text, status, records_version
    from public.devices where id = ${deviceId}`
  if (row === undefined) throw new Error('no such device')
  return row
}

export function inAYear(day: string): string {
  return addMonths(day, 12)
}

let drawn: Promise<Uint8Array> | undefined
/** A signature. */
export function ink(): Promise<Uint8Array> {
  drawn ??= sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120"><rect width="300" height="120" fill="white"/><path d="M20 80 C 80 10 140 110 280 40" stroke="black" stroke-width="4" fill="none"/></svg>',
    ),
  )
    .png()
    .toBuffer()
  return drawn
}

/** A record as somebody would send it past our server: no verdict of ours, no signature. */
export function bare(house: House, deviceId: string): Record<string, unknown> {
  return {
    client_id: randomUUID(),
    device_id: deviceId,
    sign: true,
    records_version: 0,
    tested_on: TODAY,
    licence_id: house.tester.licenceId,
    gauge_id: house.gaugeId,
    blocks: [{ stage: 'initial', part: 'main', cv1_hundredths_psid: 140, cv2_hundredths_psid: 120 }],
    rule_profile: 'USC10',
    rule_version: '2026-1',
    computed_result: 'PASS',
    certified_result: 'PASS',
  }
}
