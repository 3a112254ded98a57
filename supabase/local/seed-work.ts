import { randomUUID } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { addDays, instantAt } from '../../lib/dates.ts'
import type { Chance } from './seed-chance.ts'
import type { DemoCompany } from './seed-companies.ts'
import type { Member } from './seed-sites.ts'

type Site = { location_id: string; customer_id: string; due: string; devices: number; failed: boolean }

/** What lies ahead: work orders of the sites that are due first, visits on the next days, and the bills of last month. */
export async function seedWork(
  tx: TransactionSql,
  chance: Chance,
  company: DemoCompany,
  companyId: string,
  testers: readonly Member[],
  now: string,
): Promise<void> {
  const sites = await tx<Site[]>`
    select d.location_id, l.customer_id, min(d.district_due_on)::text as due, count(*)::int as devices, bool_or(d.failed_on is not null) as failed
    from public.devices d join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
    where d.company_id = ${companyId} and d.district_due_on is not null and d.status = 'ACTIVE'
    group by 1, 2 order by min(d.district_due_on), d.location_id limit 16`
  const plan = randomUUID()
  for (const [index, site] of sites.entries()) {
    const visited = index % 2 === 0
    const repair = site.failed && visited
    const [order] = await tx<{ id: string }[]>`insert into public.work_orders ${tx({
      company_id: companyId,
      location_id: site.location_id,
      kind: repair ? 'repair' : 'annual_test',
      due_on: addDays(now, 7 + index),
      minutes: 20 + 15 * Math.min(site.devices, 6),
      purchase_order_no: chance.chance(0.3) ? `PO-${4700 + index}` : null,
      created_by: testers[0]?.profileId ?? null,
    })} returning id`
    if (order === undefined) continue
    await tx`insert into public.work_order_devices (company_id, work_order_id, device_id, plan_id)
      select d.company_id, ${order.id}, d.id, ${plan} from public.devices d
      where d.company_id = ${companyId} and d.location_id = ${site.location_id} and d.district_due_on is not null and d.status = 'ACTIVE'`
    // As plan_repair() would: the order is known to the failures it is to repair.
    if (repair)
      await tx`update public.deficiencies set work_order_id = ${order.id} where company_id = ${companyId} and closed_on is null
        and device_id in (select device_id from public.work_order_devices where work_order_id = ${order.id})`
    if (!visited) continue
    await tx`insert into public.scheduled_jobs ${tx({
      company_id: companyId,
      work_order_id: order.id,
      profile_id: chance.pick(testers).profileId,
      starts_at: instantAt(
        addDays(now, 1 + (index % 5)),
        `${String(8 + (index % 6)).padStart(2, '0')}:30`,
        company.timeZone,
      ),
      minutes: 20 + 15 * Math.min(site.devices, 6),
      note: null,
    })}`
  }
  await seedInvoices(tx, company, companyId, now)
}

async function seedInvoices(tx: TransactionSql, company: DemoCompany, companyId: string, now: string): Promise<void> {
  const tested = await tx<{ customer_id: string; name: string; line1: string; city: string; tests: number }[]>`
    select l.customer_id, c.name, min(l.line1) as line1, min(l.city) as city, count(*)::int as tests
    from public.test_records t
    join public.devices d on d.company_id = t.company_id and d.id = t.device_id
    join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
    join public.customers c on c.company_id = l.company_id and c.id = l.customer_id
    where t.company_id = ${companyId} and t.tested_on > ${addDays(now, -60)}::date
    group by 1, 2 order by max(t.tested_on) desc, l.customer_id limit 12`
  for (const [name, type, cents] of PRICES)
    await tx`insert into public.price_items ${tx({ company_id: companyId, kind: type === null ? 'trip' : 'test', name, device_type: type, unit_cents: cents })}`
  for (const [index, customer] of tested.entries()) {
    const [invoice] = await tx<{ id: string }[]>`insert into public.invoices ${tx({
      company_id: companyId,
      customer_id: customer.customer_id,
      due_on: addDays(now, 30 - index * 5),
    })} returning id`
    if (invoice === undefined) continue
    await tx`insert into public.invoice_lines ${tx({
      company_id: companyId,
      invoice_id: invoice.id,
      position: 1,
      description: `Annual tests, ${customer.line1}, ${customer.city}`,
      quantity_hundredths: customer.tests * 100,
      unit_cents: 11_500,
    })}`
    if (index < 4) continue
    const number = 1001 + tested.length - index
    await tx`update public.invoices set state = 'sent', number = ${number}, sent_at = ${instantAt(addDays(now, -index), '16:00', company.timeZone)},
      customer_snapshot = ${tx.json({ name: customer.name, line1: customer.line1, city: customer.city, number: String(number) })}
      where company_id = ${companyId} and id = ${invoice.id}`
    if (index % 3 === 0)
      await tx`insert into public.payments ${tx({ company_id: companyId, invoice_id: invoice.id, method: 'check', amount_cents: 11_500, paid_on: addDays(now, -1), reference: `${2200 + index}` })}`
  }
}

/** The demo's price book: a name, the type it is for (none: a trip), and cents. */
const PRICES: readonly (readonly [string, string | null, number])[] = [
  ['Test of a reduced pressure assembly', 'RP', 11_500],
  ['Test of a double check assembly', 'DC', 10_500],
  ['Test of a pressure vacuum breaker', 'PVB', 9_500],
  ['Trip', null, 4_500],
]
