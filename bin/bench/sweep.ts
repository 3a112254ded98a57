import postgres, { type TransactionSql } from 'postgres'
import type { BenchCompany } from './company.ts'
import { interleave, milliseconds, type Ratio } from './pairs.ts'
import { rolledBack } from './rolled-back.ts'

/** sweep_company() of 100,000 assemblies against its own DELETE and UPDATE statements written out in one transaction. */
export async function benchSweep(dbUrl: string, company: BenchCompany): Promise<Ratio[]> {
  const sql = postgres(dbUrl, { max: 1, onnotice: () => undefined })
  const { companyId } = company
  const closed = (run: (tx: TransactionSql) => Promise<unknown>): Promise<number> =>
    rolledBack(sql, async (tx) => {
      await tx`update public.companies set subscription_status = 'canceled', deletion_clock_starts_at = now() - interval '31 days' where id = ${companyId}`
      return milliseconds(() => run(tx))
    })
  try {
    const statements = await written(sql, companyId)
    const time = await interleave(
      7,
      () =>
        closed(async (tx) => {
          const [row] = await tx<
            { erased: boolean }[]
          >`select (private.sweep_company(${companyId}, now()) ->> 'erased')::boolean as erased`
          if (row?.erased !== true) throw new Error('the company was not erased')
        }),
      () => closed((tx) => tx.unsafe(statements.join(';\n'))),
    )
    return [
      {
        name: 'sweep of 100,000 assemblies / its statements by hand',
        goal: '≤ 1.5',
        unit: 'ms',
        ...time,
        holds: time.ratio <= 1.5,
        limit: 'the deletes themselves, and the foreign keys checked at their end',
      },
    ]
  } finally {
    await sql.end()
  }
}

/** What the sweep does to this company's rows, without asking, counting or certifying: only tables that have some. */
async function written(sql: postgres.Sql, companyId: string): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`select t::text as name from private.erased_tables() t`
  const deletes: string[] = []
  for (const { name } of tables) {
    const [row] = await sql.unsafe<{ n: number }[]>(
      `select count(*)::int as n from (select from ${name} where company_id = '${companyId}' limit 1) t`,
    )
    if (row?.n === 1) deletes.push(`delete from ${name} where company_id = '${companyId}'`)
  }
  const alone = `(select user_id from public.people where active_company_id = '${companyId}')`
  return [
    `select set_config('flowtrack.erasing', 'on', true), set_config('flowtrack.audit_quiet', 'on', true)`,
    `create temporary table gone on commit drop as select user_id from ${alone} alone`,
    'set constraints all deferred',
    `update public.audit_log set personal = null, salt = null where company_id = '${companyId}' and personal is not null`,
    `update public.companies set name = 'Erased company', erased_at = now() where id = '${companyId}'`,
    ...deletes,
    `update public.people set active_company_id = null where active_company_id = '${companyId}'`,
    ...['sessions', 'identities'].map((name) => `delete from auth.${name} where user_id in (select user_id from gone)`),
    'delete from auth.users where id in (select user_id from gone)',
    'set constraints all immediate',
  ]
}
