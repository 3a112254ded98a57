import { randomInt } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import type { Sql, TransactionSql } from 'postgres'
import type { Database } from '../../lib/supabase/database.types.ts'
import { type SweepOutcome, sweepOutcomeSchema } from '../../lib/privacy/schema.ts'
import { admin, db, stack } from './harness.ts'
import type { Company, World } from './world.ts'

type Asked = Sql | TransactionSql

/** The service role's client, typed like the app's own. */
export const server = () =>
  createClient<Database>(stack().apiUrl, stack().secretKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })

const DAY = 86_400_000
export const GRACE = 30 * DAY
export const ago = (milliseconds: number, from = Date.now()): string => new Date(from - milliseconds).toISOString()

/** The account as it is when its clock has run for that long. */
export async function close(companyId: string, milliseconds = GRACE + DAY, status = 'canceled'): Promise<void> {
  await db()`update public.companies set subscription_status = ${status}, deletion_clock_starts_at = ${ago(milliseconds)} where id = ${companyId}`
}

export async function sweep(companyId: string, now = ago(0), sql: Asked = db()): Promise<SweepOutcome> {
  const [row] = await sql<{ answer: unknown }[]>`select private.sweep_company(${companyId}, ${now}) as answer`
  return sweepOutcomeSchema.parse(row?.answer)
}

/** Every row of every table of every schema but the catalogue's, as text that starts with its table: what a full dump holds. */
export async function dump(): Promise<Set<string>> {
  const tables = await admin()<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'm') order by 1`
  const lines = new Set<string>()
  for (const { name } of tables) {
    const rows = await admin().unsafe<{ line: string }[]>(`select to_jsonb(t)::text as line from ${name} t`)
    for (const { line } of rows) lines.add(`${name} ${line}`)
  }
  return lines
}

export const without = (lines: Set<string>, others: Set<string>): string[] =>
  [...lines].filter((line) => !others.has(line))

/** One hash over all rows of a company, but for the tables named. */
export async function fingerprint(
  companyId: string,
  sql: Asked = db(),
  except: readonly string[] = [],
): Promise<string> {
  const tables = await sql<{ name: string; key: string }[]>`
    select c.oid::regclass::text as name, a.attname as key from pg_class c
    join pg_attribute a on a.attrelid = c.oid and (a.attname = 'company_id' or c.oid = 'public.companies'::regclass and a.attname = 'id')
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p') order by 1`
  const kept = tables.filter(({ name }) => !except.includes(name))
  const parts = kept.map(
    ({ name, key }) =>
      `select '${name}' as name, md5(coalesce(string_agg(to_jsonb(t)::text, ',' order by to_jsonb(t)::text), '')) as hash from ${name} t where t.${key} = '${companyId}'`,
  )
  const [row] = await sql.unsafe<{ all: string }[]>(
    `select string_agg(name || hash, ' ' order by name) as all from (${parts.join(' union all ')}) found`,
  )
  return row?.all ?? ''
}

/** What is left of a company, by table; the queue of objects is the job's and left out here. */
export async function left(companyId: string, sql: Asked = db()): Promise<Record<string, number>> {
  const [row] = await sql<{ found: Record<string, number> }[]>`select private.company_remains(${companyId}) as found`
  return Object.fromEntries(
    Object.entries(row?.found ?? {}).filter(
      ([what]) => !['private.erasure_objects', 'storage.objects'].includes(what) && !what.endsWith(' of nobody'),
    ),
  )
}

/** Words that stand nowhere but with this company and the people it alone has. */
export function canariesOf(world: World, company: Company): string[] {
  const people = [...world.people.values()].filter(
    (one) => one.company === company.name && one.profileId !== null && one.user !== null,
  )
  const keep = new Set(['manager of two'])
  return [
    company.canary,
    company.inviteToken,
    ...people
      .filter((one) => !keep.has(one.name))
      .flatMap((one) => [one.user?.id ?? '', one.user?.email ?? '', one.user?.sessionId ?? '']),
  ]
}

/** What the sign-in service and the rest of the server would have written about these people. */
export async function plantTraces(world: World, company: Company): Promise<void> {
  const sql = db()
  for (const person of world.people.values()) {
    if (person.company !== company.name || person.profileId === null || !person.user) continue
    const { id, email, sessionId } = person.user
    await sql`update auth.users set raw_user_meta_data = ${sql.json({ full_name: `${company.canary} ${person.name}` })}, phone = null where id = ${id}`
    await sql`insert into auth.audit_log_entries (id, payload) values (gen_random_uuid(), ${sql.json({ actor_id: id, actor_username: email, action: 'login' })}),
      (gen_random_uuid(), ${sql.json({ action: 'user_modified', traits: { user_id: id, user_email: email } })})`
    await sql`insert into private.outbox (company_id, recipient, kind, data) values (null, ${email}, 'reset', ${sql.json({ link: company.canary })})`
    const [session] = await sql`select 1 from auth.sessions where id = ${sessionId}`
    if (session)
      await sql`insert into auth.refresh_tokens (id, token, user_id, session_id) values (${randomInt(1_000_000, 2_000_000_000)}, ${`${company.canary}${id}`}, ${id}, ${sessionId})`
  }
  await sql`insert into private.jobs (company_id, kind, payload, run_after) values (${company.id}, 'send_email', ${sql.json({ text: company.canary })}, now() + interval '1 day')`
}
