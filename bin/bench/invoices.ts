import postgres, { type Sql, type TransactionSql } from 'postgres'
import { type BenchCompany, fillCompany, fillTests } from './company.ts'
import { interleave, milliseconds, type Ratio } from './pairs.ts'
import { rolledBack } from './rolled-back.ts'

const INVOICES = 1_000

/**
 * Drafting 1,000 invoices from signed tests, as an admin would ask for it (price book, filing fees, totals, log), against
 * INSERT … SELECT of the same rows into tables with the same keys and indexes and nothing else.
 */
export async function benchInvoices(owner: Sql, gatewayUrl: string): Promise<Ratio[]> {
  // 30 customers to 100 assemblies: one test of each makes as many drafts as there are customers.
  const company = await fillCompany(owner, Math.floor(INVOICES / 0.3))
  await fillTests(owner, company, 1)
  await owner`insert into public.price_items (company_id, kind, name, device_type, unit_cents) values
    (${company.companyId}, 'test', 'Any', null, 9500), (${company.companyId}, 'test', 'RP', 'RP', 11500)`
  await owner`create table public.bench_invoices (like public.invoices including all)`
  await owner`create table public.bench_lines (like public.invoice_lines including all)`
  // Empty drafts on file on both sides, as in any company that billed before: the planner knows no empty table.
  for (const table of ['invoices', 'bench_invoices'])
    await owner`insert into ${owner(`public.${table}`)} (company_id, id, customer_id)
      select company_id, gen_random_uuid(), id from public.customers where company_id = ${company.companyId}`
  await owner`vacuum analyze`
  const gateway = postgres(gatewayUrl, { max: 1, onnotice: () => undefined })
  try {
    let drafted = 0
    const drafting = await interleave(
      9,
      () =>
        rolledBack(gateway, async (tx) => {
          await become(tx, company)
          return milliseconds(async () => {
            const [made] = await tx<{ made: { invoices: number } }[]>`
              select public.draft_invoices('2000-01-01', '2100-01-01') as made`
            drafted = made?.made.invoices ?? 0
          })
        }),
      () => rolledBack(owner, (tx) => milliseconds(() => insertSelect(tx, company.companyId))),
      3,
    )
    if (drafted !== INVOICES) throw new Error(`${drafted} invoices were drafted, not ${INVOICES}`)
    return [
      {
        name: `${INVOICES.toLocaleString('en-US')} invoices drafted / INSERT … SELECT`,
        goal: '≤ 4',
        unit: 'ms',
        ...drafting,
        holds: drafting.ratio <= 4,
        limit: 'the price of each test and the totals',
      },
    ]
  } finally {
    await gateway.end()
    await owner`drop table public.bench_invoices, public.bench_lines`
  }
}

async function become(tx: TransactionSql, { userId, sessionId }: BenchCompany): Promise<void> {
  const claims = { sub: userId, role: 'authenticated', session_id: sessionId }
  await tx`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`
}

async function insertSelect(tx: TransactionSql, companyId: string): Promise<void> {
  await tx`insert into public.bench_invoices (company_id, id, customer_id)
    select company_id, id, id from public.customers where company_id = ${companyId}`
  await tx`insert into public.bench_lines (company_id, invoice_id, position, description, quantity_hundredths, unit_cents, test_record_id)
    select t.company_id, l.customer_id, 1, concat_ws(', ', d.type, d.serial, l.line1, l.city, t.tested_on), 100, 11500, t.id
    from public.test_records t
    join public.devices d on d.company_id = t.company_id and d.id = t.device_id
    join public.customer_locations l on l.company_id = d.company_id and l.id = d.location_id
    where t.company_id = ${companyId}`
}
