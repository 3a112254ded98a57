import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import { rollForward } from '../../lib/backflow/due.ts'
import { dueRuleOf } from '../../lib/backflow/due-source.ts'
import { defaultProfileFor, isProfileName, resolveProfile } from '../../lib/backflow/profiles.ts'
import { addDays } from '../../lib/dates.ts'
import type { DISTRICT_RULES } from '../../lib/districts/district-data.ts'
import { customerKey, deviceKey, locationKey } from '../../lib/imports/keys.ts'
import { seedAssembly } from './seed-assemblies.ts'
import type { Chance } from './seed-chance.ts'
import type { DemoCompany } from './seed-companies.ts'
import { type SeedTest, seedTests } from './seed-tests.ts'
import * as words from './seed-words.ts'

export type Member = {
  profileId: string
  name: string
  licence: { id: string; number: string; expiresOn: string } | null
  signatureFileId: string | null
}

export type District = {
  id: string
  name: string
  city: string
  zip: string
  weight: number
  rule: (typeof DISTRICT_RULES)[number] | undefined
}

export type Gauge = { id: string; name: string; serial: string; calibratedOn: string }

export type Rows = Record<string, Record<string, unknown>[]>

export type Codes = { key: Buffer; rows: Record<string, unknown>[] }

/** A printed code, made as private.report_code() makes them. */
function printedCode(key: Buffer): string {
  const random = randomBytes(16)
  return Buffer.concat([random, createHmac('sha256', key).update(random).digest().subarray(0, 4)]).toString('hex')
}

/** One customer with one site and one to four assemblies; answers how many. */
export function seedSite(
  chance: Chance,
  company: DemoCompany,
  companyId: string,
  districts: District[],
  testers: Member[],
  gauges: Gauge[],
  now: string,
  room: number,
  rows: Rows,
  codes: Codes,
  jobs: Record<string, unknown>[],
): number {
  const district = chance.weigh(districts.map((entry) => [entry, entry.weight] as const))
  const business = chance.chance(0.6)
  const name = business
    ? `${words.businessName(chance, company.state)}${chance.chance(0.35) ? ` ${chance.between(2, 9)}` : ''}`
    : words.personName(chance)
  const line1 = words.streetAddress(chance)
  const address = {
    line1,
    line2: chance.chance(0.15) ? `Suite ${chance.between(1, 40)}` : null,
    city: district.city,
    state: company.state,
    zip: district.zip,
  }
  const contact = {
    phone: chance.chance(0.85) ? words.phone(chance, company.area) : null,
    email: chance.chance(0.8) ? words.emailOf(name, chance) : null,
  }
  const customer = { ...address, name, parent: null, ...contact }
  const location = { ...address, name: business ? name : null, ...contact }
  const customerId = randomUUID()
  const locationId = randomUUID()
  rows.customers?.push({
    company_id: companyId,
    id: customerId,
    name,
    contact_name: business ? words.personName(chance) : null,
    ...contact,
    ...address,
    match_key: customerKey(customer) ?? name,
  })
  rows.customer_locations?.push({
    company_id: companyId,
    id: locationId,
    customer_id: customerId,
    name: location.name,
    ...contact,
    ...address,
    match_key: locationKey(location) ?? line1,
    access_notes: chance.chance(0.2)
      ? chance.pick([
          'Call ahead, gate is locked',
          'Dog in yard',
          'Water off only before 8 am',
          'Check in at the front desk',
        ])
      : null,
  })
  const count = Math.min(
    room,
    chance.weigh([
      [1, 6],
      [2, 3],
      [3, 1],
      [4, 0.5],
    ] as const),
  )
  for (let index = 0; index < count; index += 1) {
    seedDevice(
      chance,
      company,
      companyId,
      district,
      testers,
      gauges,
      now,
      { locationId, customerId, customer, location, contactName: null },
      rows,
      codes,
      jobs,
    )
  }
  return count
}

function seedDevice(
  chance: Chance,
  company: DemoCompany,
  companyId: string,
  district: District,
  testers: Member[],
  gauges: Gauge[],
  now: string,
  site: {
    locationId: string
    customerId: string
    customer: Parameters<typeof customerKey>[0]
    location: {
      line1: string | null
      line2: string | null
      city: string | null
      state: string | null
      zip: string | null
      name: string | null
      phone: string | null
      email: string | null
    }
    contactName: string | null
  },
  rows: Rows,
  codes: Codes,
  jobs: Record<string, unknown>[],
): void {
  const assembly = seedAssembly(chance)
  const id = randomUUID()
  const profile = resolveProfile(defaultProfileFor(company.state).name)
  const rule = dueRuleOf({
    due_basis: district.rule?.due_basis ?? null,
    schedule: district.rule?.schedule ?? null,
    interval_months: district.rule?.interval_months ?? null,
    repair_days: district.rule?.repair_days ?? null,
  })
  // Most are in date; a few are late, and about one in fourteen was never tested.
  const lastTest = addDays(
    now,
    -chance.weigh([
      [chance.between(1, 330), 78],
      [chance.between(331, 364), 12],
      [chance.between(366, 470), 8],
    ] as const),
  )
  const tests = chance.chance(0.07)
    ? []
    : seedTests(
        chance,
        assembly.type,
        profile,
        lastTest,
        chance.weigh([
          [3, 7],
          [2, 2],
          [1, 1],
        ] as const),
      ).filter((test) => test.testedOn <= now)
  const facts = {
    type: assembly.type,
    hazard: assembly.hazard,
    use: assembly.use,
    anchor: null,
    cycleGroup: null,
    noticeDay: null,
  }
  const rolledFrom = (made: readonly SeedTest[]) =>
    rollForward({
      rule,
      ...facts,
      currentDue: null,
      coveredThrough: null,
      acceptedTests: made.map((test) => ({ testDate: test.testedOn, result: test.result, testType: test.testType })),
    })
  const rolled = rolledFrom(tests)
  const latest = tests.at(-1)
  const due = latest === undefined ? addDays(now, chance.between(-20, 120)) : rolled.nextDue
  const device = {
    company_id: companyId,
    id,
    location_id: site.locationId,
    company_district_id: district.id,
    type: assembly.type,
    manufacturer: assembly.manufacturer,
    model: assembly.model,
    size: assembly.size,
    size_thousandths_in: assembly.sizeThousandths,
    serial: assembly.serial,
    bypass_manufacturer: assembly.bypass?.manufacturer ?? null,
    bypass_model: assembly.bypass?.model ?? null,
    bypass_size: assembly.bypass?.size ?? null,
    bypass_serial: assembly.bypass?.serial ?? null,
    location_on_site: words.placeOnSite(chance),
    serves: assembly.serves,
    use: assembly.use,
    hazard: assembly.hazard,
    containment: chance.chance(0.8),
    installed_on: chance.chance(0.6) ? addDays(now, -chance.between(1200, 6000)) : null,
    external_id: String(chance.between(400_000, 499_999)),
    price_cents: chance.weigh([
      [9500, 2],
      [10_500, 3],
      [11_500, 4],
      [12_500, 3],
      [15_000, 2],
      [17_500, 1],
      [29_000, 0.5],
    ] as const),
    test_yearly: chance.chance(0.07),
    district_due_on: due,
    district_due_source: due === null ? null : latest === undefined ? 'imported' : 'computed',
    our_target_on: due === null ? null : addDays(due, -14),
    last_tested_on: latest?.testedOn ?? null,
    last_result: latest?.result ?? null,
    failed_on: latest?.result === 'FAIL' ? latest.testedOn : null,
    repair_due_on: latest?.result === 'FAIL' ? rolled.repairDeadline : null,
    records_version: tests.length,
    match_key: '',
  }
  device.match_key =
    deviceKey(
      {
        ...EMPTY_CLEAN_DEVICE,
        manufacturer: device.manufacturer,
        model: device.model,
        size: device.size,
        serial: device.serial,
        location_on_site: device.location_on_site,
      },
      site.location,
    ) ?? `id:${id}`
  rows.devices?.push(device)
  for (const [index, test] of tests.entries())
    pushTest(
      chance,
      company,
      companyId,
      district,
      device,
      site,
      test,
      chance.pick(testers),
      chance.pick(gauges),
      now,
      profile.version,
      rolled.basisText,
      test === latest ? due : rolledFrom(tests.slice(0, index + 1)).nextDue,
      rows,
      codes,
      jobs,
    )
}

const EMPTY_CLEAN_DEVICE = {
  type: null,
  size_thousandths: null,
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
} as const

function pushTest(
  chance: Chance,
  company: DemoCompany,
  companyId: string,
  district: District,
  device: Record<string, unknown>,
  site: {
    locationId: string
    customerId: string
    customer: { name: string | null; phone: string | null; email: string | null }
    location: Record<string, unknown>
  },
  test: SeedTest,
  tester: Member,
  gauge: Gauge,
  now: string,
  version: string,
  basis: string,
  nextDue: string | null,
  rows: Rows,
  codes: Codes,
  jobs: Record<string, unknown>[],
): void {
  const recorded = test.testedOn > addDays(now, -365) && tester.signatureFileId !== null
  const id = randomUUID()
  const signedAt = `${test.testedOn}T${String(chance.between(13, 21)).padStart(2, '0')}:${String(chance.between(0, 59)).padStart(2, '0')}:00Z`
  rows.test_records?.push({
    company_id: companyId,
    id,
    client_id: randomUUID(),
    device_id: device.id,
    origin: recorded ? 'recorded' : 'imported',
    test_type: test.testType,
    tested_on: test.testedOn,
    tester_profile_id: recorded ? tester.profileId : null,
    licence_id: recorded ? (tester.licence?.id ?? null) : null,
    tester_name: tester.name,
    cert_no: tester.licence?.number ?? null,
    cert_expires_on: recorded ? (tester.licence?.expiresOn ?? null) : null,
    gauge_id: recorded ? gauge.id : null,
    gauge_name: gauge.name,
    gauge_serial: gauge.serial,
    gauge_calibrated_on: recorded ? gauge.calibratedOn : null,
    snapshot: {
      device: { ...device, company_id: undefined, price_cents: undefined, match_key: undefined },
      location: { id: site.locationId, ...site.location },
      customer: { id: site.customerId, ...site.customer },
      district: { id: district.id, name: district.name },
      company: {
        name: company.name,
        line1: company.line1,
        city: company.city,
        state: company.state,
        zip: company.zip,
        time_zone: company.timeZone,
        certification:
          'I certify that this report is accurate, that I am the person who made the test, and that the readings are as I observed them on the date shown.',
      },
    },
    line_pressure_psi: test.linePressurePsi,
    repairs_text: test.repairsText,
    rule_profile: isProfileName(test.verdict.profile) ? test.verdict.profile : 'USC10',
    rule_version: version,
    rule_assumed: true,
    checks: test.verdict.checks,
    computed_result: test.verdict.result,
    certified_result: test.result,
    signed_at: recorded ? signedAt : null,
    signature_file_id: recorded ? tester.signatureFileId : null,
    accepted_at: signedAt,
    next_due_on: nextDue,
    due_basis: nextDue === null ? null : basis,
    created_by: recorded ? tester.profileId : null,
    created_at: signedAt,
  })
  for (const block of test.blocks) rows.test_readings?.push({ company_id: companyId, test_record_id: id, ...block })
  if (!recorded) return
  const code = printedCode(codes.key)
  codes.rows.push({ code_hash: createHash('sha256').update(code).digest(), company_id: companyId, test_record_id: id })
  jobs.push({
    company_id: companyId,
    kind: 'render_report',
    payload: { test_record_id: id, code },
    dedupe_key: `render_report:${id}`,
  })
}
