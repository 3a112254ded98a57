import { randomUUID } from 'node:crypto'
import postgres, { type Sql, type TransactionSql } from 'postgres'
import { readEvent } from '../../lib/billing/read-event.ts'
import { sandboxSubscribed } from '../../lib/billing/sandbox-event.ts'
import { addDays, epochSeconds, today } from '../../lib/dates.ts'
import { DISTRICT_RULES } from '../../lib/districts/district-data.ts'
import { normaliseDistrict } from '../../lib/districts/match-district.ts'
import { createChance } from './seed-chance.ts'
import { DEMO_COMPANIES, DEMO_CUSTOMER, DEMO_OPERATOR, DEMO_PASSWORD, type DemoCompany } from './seed-companies.ts'
import { storeSignatures } from './seed-files.ts'
import { seedPin } from './seed-pins.ts'
import { type Codes, type District, type Gauge, type Member, type Rows, seedSite } from './seed-sites.ts'
import { seedWork } from './seed-work.ts'
import * as words from './seed-words.ts'

export { demoSignIns } from './seed-companies.ts'

/** What seeding needs of a running stack. */
export type SeedTarget = { dbUrl: string; apiUrl: string; secretKey: string }

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
        await subscribe(tx, companyId)
      })
    }
    await inviteCustomer(sql)
    await sql.begin(async (tx) => {
      await insertSignIn(tx, randomUUID(), DEMO_OPERATOR, 'Opal Deskman')
      await tx`select private.add_operator(${DEMO_OPERATOR})`
    })
    await sql`analyze`
    return true
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** A customer of the first company with the most failed assemblies, who comes in with the first sign-in at the portal. */
async function inviteCustomer(sql: Sql): Promise<void> {
  await sql`
    insert into public.portal_people (company_id, customer_id, email, full_name, expires_at, created_by)
    select c.company_id, c.id, ${DEMO_CUSTOMER}, 'Carla Customer', now() + interval '10 years',
      (select p.id from public.profiles p where p.company_id = c.company_id and p.role = 'company_admin' limit 1)
    from public.customers c join public.device_list d on d.company_id = c.company_id and d.customer_id = c.id
    where c.company_id = (select b.id from public.companies b where b.name = ${DEMO_COMPANIES[0]?.name ?? ''})
    group by c.company_id, c.id
    order by count(*) filter (where d.compliance = 'FAILED_OPEN') desc, count(distinct d.location_id) desc, count(*) desc, c.id limit 1`
}

/** A yearly subscription of the billing sandbox, as its page would have begun it. */
async function subscribe(tx: TransactionSql, companyId: string): Promise<void> {
  const key = companyId.replaceAll('-', '')
  const ids = { companyId, eventId: `evt_sandbox_${key}`, subscriptionId: `sub_sandbox_${key}` }
  const event = readEvent(JSON.stringify(sandboxSubscribed('year', { ...ids, nowSeconds: epochSeconds() })))
  await tx`select private.apply_stripe_event(${tx.json(event)})`
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
  const [codeKey] = await tx<{ key: Buffer }[]>`select key from private.report_code_key`
  if (codeKey === undefined) throw new Error('no key for printed codes')
  const codes: Codes = { key: codeKey.key, rows: [] }
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
  const pins = createChance(company.seed + 1)
  for (const site of rows.customer_locations ?? []) Object.assign(site, seedPin(pins, String(site.zip)))
  for (const [table, list] of Object.entries(rows)) {
    for (let from = 0; from < list.length; from += 200)
      await tx`insert into ${tx(`public.${table}`)} ${tx(list.slice(from, from + 200) as never)}`
  }
  await tx`insert into private.verification_codes ${tx(codes.rows as never)}`
  await tx`insert into private.jobs ${tx(jobs as never)}`
  await seedWork(
    tx,
    chance,
    company,
    companyId,
    members.filter((member) => member.licence !== null),
    now,
  )
}

/** A confirmed address with the demo's password. */
async function insertSignIn(tx: TransactionSql, userId: string, email: string, name: string): Promise<void> {
  await tx`insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
    values (${userId}, ${email}, extensions.crypt(${DEMO_PASSWORD}, extensions.gen_salt('bf', 8)), now(),
      ${tx.json({ provider: 'email', providers: ['email'] })}, ${tx.json({ full_name: name })})`
  await tx`insert into auth.identities (id, provider, provider_id, user_id, identity_data)
    values (${randomUUID()}, 'email', ${userId}, ${userId}, ${tx.json({ sub: userId, email, email_verified: true })})`
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
      await insertSignIn(tx, userId, person.email, person.name)
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
      values (${companyId}, ${id}, (select d.id from public.districts d where d.slug = ${rule?.slug ?? ''}), ${name}, ${normaliseDistrict(name)}, ${company.state})`
    districts.push({ id, name, city, zip, weight, rule })
  }
  return districts
}

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
