import { createHash, randomBytes, randomUUID } from 'node:crypto'
import postgres, { type TransactionSql } from 'postgres'
import { rollForward } from '../../lib/backflow/due.ts'
import { dueRuleOf } from '../../lib/backflow/due-source.ts'
import { defaultProfileFor, isProfileName, resolveProfile } from '../../lib/backflow/profiles.ts'
import { addDays, today } from '../../lib/dates.ts'
import { DISTRICT_RULES } from '../../lib/districts/district-data.ts'
import { customerKey, deviceKey, locationKey, normaliseName } from '../../lib/imports/keys.ts'
import { seedAssembly } from './seed-assemblies.ts'
import { type Chance, createChance } from './seed-chance.ts'
import { DEMO_COMPANIES, DEMO_PASSWORD, type DemoCompany } from './seed-companies.ts'
import { storeSignatures } from './seed-files.ts'
import { type SeedTest, seedTests } from './seed-tests.ts'
import * as words from './seed-words.ts'

export { demoSignIns } from './seed-companies.ts'

/** What seeding needs of a running stack. */
export type SeedTarget = { dbUrl: string; apiUrl: string; secretKey: string }

type Member = {
  profileId: string
  name: string
  licence: { id: string; number: string; expiresOn: string } | null
  signatureFileId: string | null
}
type District = {
  id: string
  name: string
  city: string
  zip: string
  weight: number
  rule: (typeof DISTRICT_RULES)[number] | undefined
}
type Rows = Record<string, Record<string, unknown>[]>

/**
 * Makes the demo companies where there is no company yet: people, purveyors, gauges, assemblies and three years of tests.
 * The two oldest years came with an import, the last was recorded here. Answers whether it did anything.
 */
export async function seedDemo(target: SeedTarget): Promise<boolean> {
  const sql = postgres(target.dbUrl, { max: 2, onnotice: () => undefined })
  try {
    const [found] = await sql`select 1 from public.companies limit 1`
    if (found !== undefined) return false
    const users = new Map<string, string>()
    for (const company of DEMO_COMPANIES) {
      const companyId = randomUUID()
      const signatures = await storeSignatures(
        target,
        companyId,
        company.people.filter((person) => person.licence !== undefined).map((person) => person.name),
      )
      await sql.begin(async (tx) => {
        await tx`select set_config('flowtrack.audit_quiet', 'on', true)`
        await seedCompany(tx, company, companyId, users, signatures)
        await tx`select private.write_audit(${companyId}, 'loaded demonstration data', 'companies', 1, ${[companyId]}::uuid[])`
      })
    }
    await sql`analyze`
    return true
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function seedCompany(
  tx: TransactionSql,
  company: DemoCompany,
  companyId: string,
  users: Map<string, string>,
  signatures: Map<string, { fileId: string; size: number; sha256: string }>,
): Promise<void> {
  const chance = createChance(company.seed)
  const now = today(company.timeZone)
  await tx`insert into public.companies ${tx({
    id: companyId,
    name: company.name,
    phone: words.phone(chance, company.area),
    email: `office@${company.people[0]?.email.split('@')[1] ?? 'example.com'}`,
    line1: company.line1,
    city: company.city,
    state: company.state,
    zip: company.zip,
    time_zone: company.timeZone,
    subscription_status: 'active',
    trial_ends_at: addDays(now, 14),
    licence_text: company.state === 'TX' ? 'Demonstration licence BPAT-0000' : 'Demonstration licence CFC-0000000',
  })}`
  await tx`insert into public.company_settings ${tx({ company_id: companyId, sample_data: true })}`
  const members = await seedPeople(tx, company, companyId, users, signatures, now)
  const districts = await seedDistricts(tx, company, companyId)
  const gauges = await seedGauges(tx, company, companyId, now)
  const rows: Rows = { customers: [], customer_locations: [], devices: [], test_records: [], test_readings: [] }
  const codes: Record<string, unknown>[] = []
  const jobs: Record<string, unknown>[] = []
  for (let made = 0; made < company.assemblies; ) {
    made += seedSite(
      chance,
      company,
      companyId,
      districts,
      members.filter((member) => member.licence !== null),
      gauges,
      now,
      company.assemblies - made,
      rows,
      codes,
      jobs,
    )
  }
  for (const [table, list] of Object.entries(rows)) {
    for (let from = 0; from < list.length; from += 200)
      await tx`insert into ${tx(`public.${table}`)} ${tx(list.slice(from, from + 200) as never)}`
  }
  await tx`insert into private.verification_codes ${tx(codes as never)}`
  await tx`insert into private.jobs ${tx(jobs as never)}`
}

async function seedPeople(
  tx: TransactionSql,
  company: DemoCompany,
  companyId: string,
  users: Map<string, string>,
  signatures: Map<string, { fileId: string; size: number; sha256: string }>,
  now: string,
): Promise<Member[]> {
  const members: Member[] = []
  for (const person of company.people) {
    const known = users.get(person.email)
    const userId = known ?? randomUUID()
    if (known === undefined) {
      users.set(person.email, userId)
      await tx`insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
        values (${userId}, ${person.email}, extensions.crypt(${DEMO_PASSWORD}, extensions.gen_salt('bf', 8)), now(),
          ${tx.json({ provider: 'email', providers: ['email'] })}, ${tx.json({ full_name: person.name })})`
      await tx`insert into auth.identities (id, provider, provider_id, user_id, identity_data)
        values (${randomUUID()}, 'email', ${userId}, ${userId}, ${tx.json({ sub: userId, email: person.email, email_verified: true })})`
      await tx`insert into public.people ${tx({ user_id: userId, active_company_id: companyId })}`
    }
    const profileId = randomUUID()
    await tx`insert into public.profiles ${tx({ company_id: companyId, id: profileId, user_id: userId, role: person.role, full_name: person.name, email: person.email })}`
    let licence: Member['licence'] = null
    const signature = signatures.get(person.name)
    if (person.licence !== undefined) {
      licence = {
        id: randomUUID(),
        number: person.licence.number,
        expiresOn: addDays(now, person.licence.expiresInDays),
      }
      await tx`insert into public.tester_licences ${tx({
        company_id: companyId,
        id: licence.id,
        profile_id: profileId,
        certificate_type: company.state === 'TX' ? 'BPAT' : 'Backflow prevention assembly tester',
        number: licence.number,
        issuer: person.licence.issuer,
        states: [company.state],
        scopes: ['general', 'fire', 'repair'],
        issued_on: addDays(licence.expiresOn, -1095),
        expires_on: licence.expiresOn,
      })}`
      if (signature !== undefined) {
        await tx`insert into public.files ${tx({
          company_id: companyId,
          id: signature.fileId,
          kind: 'signature',
          path: `${companyId}/signature/${signature.fileId}`,
          file_name: 'signature.png',
          content_type: 'image/png',
          size_bytes: signature.size,
          sha256: signature.sha256,
          created_by: profileId,
        })}`
      }
    }
    members.push({ profileId, name: person.name, licence, signatureFileId: signature?.fileId ?? null })
  }
  return members
}

async function seedDistricts(tx: TransactionSql, company: DemoCompany, companyId: string): Promise<District[]> {
  const districts: District[] = []
  for (const [name, city, zip, weight] of [...company.rulebook, ...company.others]) {
    const rule = company.rulebook.some(([known]) => known === name)
      ? DISTRICT_RULES.find((entry) => entry.short_name === name && entry.state === company.state)
      : undefined
    const id = randomUUID()
    await tx`insert into public.company_districts (company_id, id, district_id, name, match_key, state)
      values (${companyId}, ${id}, (select d.id from public.districts d where d.slug = ${rule?.slug ?? ''}), ${name}, ${normaliseName(name)}, ${company.state})`
    districts.push({ id, name, city, zip, weight, rule })
  }
  return districts
}

type Gauge = { id: string; name: string; serial: string; calibratedOn: string }

async function seedGauges(tx: TransactionSql, company: DemoCompany, companyId: string, now: string): Promise<Gauge[]> {
  const gauges: Gauge[] = []
  for (const [manufacturer, model, serial, daysAgo] of company.gauges) {
    const id = randomUUID()
    await tx`insert into public.gauges ${tx({ company_id: companyId, id, manufacturer, model, serial })}`
    for (const years of [3, 2, 1, 0]) {
      await tx`insert into public.gauge_calibrations ${tx({
        company_id: companyId,
        gauge_id: id,
        calibrated_on: addDays(now, -daysAgo - 360 * years),
        lab: 'Gulf Demonstration Calibration',
        certificate_no: `C-${serial}-${2026 - years}`,
        max_error_hundredths_psid: 10,
      })}`
    }
    gauges.push({ id, name: `${manufacturer} ${model}`, serial, calibratedOn: addDays(now, -daysAgo) })
  }
  return gauges
}

/** One customer with one site and one to four assemblies; answers how many. */
function seedSite(
  chance: Chance,
  company: DemoCompany,
  companyId: string,
  districts: District[],
  testers: Member[],
  gauges: Gauge[],
  now: string,
  room: number,
  rows: Rows,
  codes: Record<string, unknown>[],
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
  codes: Record<string, unknown>[],
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
  const rolled = rollForward({
    rule,
    ...facts,
    currentDue: null,
    coveredThrough: null,
    acceptedTests: tests.map((test) => ({ testDate: test.testedOn, result: test.result, testType: test.testType })),
  })
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
  for (const test of tests)
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
      test === latest ? due : null,
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
  codes: Record<string, unknown>[],
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
  const code = randomBytes(20).toString('hex')
  codes.push({ code_hash: createHash('sha256').update(code).digest(), company_id: companyId, test_record_id: id })
  jobs.push({
    company_id: companyId,
    kind: 'render_report',
    payload: { test_record_id: id, code },
    dedupe_key: `render_report:${id}`,
  })
}
