import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { type BenchCompany, makeCompany } from './company.ts'
import { firstLoadKilobytes, type Running, signInCookie, startBareApp } from './pages.ts'
import type { Ratio } from './pairs.ts'

const PAGES = ['', '/assemblies', '/sites', '/visits', '/quotes', '/invoices', '/details'].map(
  (path) => `/portal${path}`,
)

/** The scripts a page of the customer portal loads first, the heaviest of them and its door, against those of a bare Next page. */
export async function benchPortal(project: string, sql: Sql, app: Running): Promise<Ratio[]> {
  const cookie = await signInCookie(app, await makeCustomer(sql))
  const bare = await startBareApp(project)
  try {
    const each = [await firstLoadKilobytes(app.origin, '/portal/sign-in', undefined)]
    for (const path of PAGES) each.push(await firstLoadKilobytes(app.origin, path, cookie))
    const scripts = { ours: Math.max(...each), yardstick: await firstLoadKilobytes(bare.origin, '/', undefined) }
    const ratio = scripts.ours / scripts.yardstick
    return [
      {
        name: 'first-load JS of a portal page / bare Next app',
        goal: '≤ 1.1',
        unit: 'KB gz',
        ...scripts,
        ratio,
        holds: ratio <= 1.1,
        limit: 'React and Next themselves',
      },
    ]
  } finally {
    await bare.stop()
  }
}

/** A company whose one person is its customer, with a site and an assembly. */
async function makeCustomer(sql: Sql): Promise<BenchCompany> {
  const person = await makeCompany(sql)
  const { companyId } = person
  const [customer, site] = [randomUUID(), randomUUID()]
  await sql.begin(async (tx) => {
    await tx`select set_config('flowtrack.audit_quiet', 'on', true)`
    await tx`update public.profiles set role = 'customer' where company_id = ${companyId}`
    await tx`insert into public.customers (company_id, id, name, match_key) values (${companyId}, ${customer}, 'Bench Plaza', 'c')`
    await tx`insert into public.customer_locations (company_id, id, customer_id, line1, match_key) values (${companyId}, ${site}, ${customer}, '1 Placeholder Lane', 'l')`
    await tx`insert into public.devices (company_id, location_id, type, serial, district_due_on, district_due_source, match_key)
      values (${companyId}, ${site}, 'RP', '0000001', current_date + 20, 'manual', 'd')`
    await tx`insert into public.portal_people (company_id, customer_id, email, full_name, profile_id, accepted_at)
      select ${companyId}, ${customer}, p.email, p.full_name, p.id, now() from public.profiles p where p.company_id = ${companyId}`
  })
  return person
}
