import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'

export type BenchCompany = { companyId: string; userId: string; sessionId: string; email: string; password: string }

/** An empty company and its admin. */
export async function makeCompany(sql: Sql): Promise<BenchCompany> {
  const company = {
    companyId: randomUUID(),
    userId: randomUUID(),
    sessionId: randomUUID(),
    email: `bench-${randomUUID()}@example.com`,
    password: `Bench-${randomUUID()}`,
  }
  const { companyId, userId } = company
  await sql.begin(async (tx) => {
    await tx`select set_config('flowtrack.audit_quiet', 'on', true)`
    await tx`insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
      values (${userId}, ${company.email}, extensions.crypt(${company.password}, extensions.gen_salt('bf', 4)), now(), '{"provider":"email","providers":["email"]}', '{}')`
    await tx`insert into auth.identities (id, provider, provider_id, user_id, identity_data)
      values (${randomUUID()}, 'email', ${userId}, ${userId}, ${tx.json({ sub: userId, email: company.email, email_verified: true })})`
    await tx`insert into auth.sessions (id, user_id, aal) values (${company.sessionId}, ${userId}, 'aal1')`
    await tx`insert into public.companies (id, name, subscription_status) values (${companyId}, 'Benchmark Backflow', 'active')`
    await tx`insert into public.company_settings (company_id) values (${companyId})`
    await tx`insert into public.people (user_id, active_company_id) values (${userId}, ${companyId})`
    await tx`insert into public.profiles (company_id, user_id, role, full_name, email) values (${companyId}, ${userId}, 'company_admin', 'Bench Person', ${company.email})`
  })
  return company
}

/** A company of 100,000 assemblies at 60,000 sites, or of as many as are wanted in that proportion, made by the database itself. */
export async function fillCompany(sql: Sql, devices = 100_000): Promise<BenchCompany> {
  const company = await makeCompany(sql)
  const { companyId } = company
  const [customers, sites] = [Math.ceil(devices * 0.3), Math.ceil(devices * 0.6)]
  await sql.begin(async (tx) => {
    await tx`select set_config('flowtrack.audit_quiet', 'on', true)`
    await tx`insert into public.customers (company_id, id, name, match_key, phone)
      select ${companyId}, md5('c' || i)::uuid, 'Customer number ' || i, 'c' || i, '+1561555' || lpad((i % 10000)::text, 4, '0') from generate_series(1, ${customers}::int) i`
    await tx`insert into public.customer_locations (company_id, id, customer_id, line1, city, state, zip, match_key)
      select ${companyId}, md5('l' || i)::uuid, md5('c' || (1 + i % ${customers}::int))::uuid, (i % 9000) || ' Placeholder Pelican Lane', 'City ' || (i % 40), 'FL', '33401', 'l' || i
      from generate_series(1, ${sites}::int) i`
    await tx`insert into public.company_districts (company_id, id, name, match_key) select ${companyId}, md5('d' || i)::uuid, 'District ' || i, 'd' || i from generate_series(1, 31) i`
    await tx`insert into public.devices (company_id, id, location_id, company_district_id, type, manufacturer, model, size, size_thousandths_in, serial, location_on_site,
        district_due_on, district_due_source, last_tested_on, last_result, match_key)
      select ${companyId}, md5('v' || i)::uuid, md5('l' || (1 + i % ${sites}::int))::uuid, md5('d' || (1 + i % 31))::uuid, case i % 5 when 0 then 'PVB' else 'RP' end, 'Zurn Wilkins', '975XL2', '1',
        1000, lpad(i::text, 7, '0'), 'By meter', current_date + (i % 400) - 40, 'imported', current_date + (i % 400) - 405, 'PASS', 'v' || i
      from generate_series(1, ${devices}::int) i`
  })
  await sql`vacuum analyze`
  return company
}

/** Yearly tests of the company's assemblies with a block of readings each, signed, newest last: what fills an archive. */
export async function fillTests(sql: Sql, { companyId }: BenchCompany, each: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select set_config('flowtrack.audit_quiet', 'on', true)`
    await tx`insert into public.test_records (company_id, id, client_id, device_id, tested_on, tester_name, cert_no, gauge_serial, snapshot, line_pressure_psi,
        remarks, rule_profile, rule_version, checks, computed_result, certified_result, signed_at, accepted_at, next_due_on)
      select d.company_id, t.id, t.id, d.id, t.day, 'Bench Person', 'CFC-0000001', 'G-100', jsonb_build_object(
          'device', jsonb_build_object('serial', d.serial, 'manufacturer', d.manufacturer, 'model', d.model, 'size', d.size, 'type', d.type),
          'location', jsonb_build_object('line1', l.line1, 'city', l.city, 'state', l.state, 'zip', l.zip),
          'customer', jsonb_build_object('name', c.name, 'phone', c.phone), 'company', jsonb_build_object('name', 'Benchmark Backflow')),
        55 + year, 'Nothing found in year ' || year, 'USC10', '1', '[{"id": "rv", "ok": true}, {"id": "cv1", "ok": true}]', 'PASS', 'PASS',
        t.day + time '15:00', t.day + time '15:00', t.day + 365
      from public.devices d
      join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
      join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
      cross join generate_series(1, ${each}::int) year
      cross join lateral (select md5(d.id || '/' || year)::uuid as id, date '2020-03-04' + year * 365 as day) t
      where d.company_id = ${companyId}`
    await tx`insert into public.test_readings (company_id, test_record_id, stage, part, rv_opened_hundredths_psid, cv1_hundredths_psid, cv1_state, cv2_hundredths_psid, cv2_state)
      select company_id, id, 'initial', 'main', 280, 810, 'tight', 150, 'tight' from public.test_records where company_id = ${companyId}`
  })
  await sql`analyze public.test_records, public.test_readings`
}
