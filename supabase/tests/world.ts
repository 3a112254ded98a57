import { randomBytes, randomUUID } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { type Catalogue, readCatalogue, type Table, tableOf } from './catalogue.ts'
import { createUser, db, type TestUser } from './harness.ts'
import type { Cell, Json } from './world-examples.ts'
import { generatedTables, insertRow, makeRow, type Row } from './world-rows.ts'

/**
 * Companies full of rows: `victim` and `rival`; `twin`, whose rows carry the very ids of the victim's (ids are unique per
 * company only, so a forgotten company filter reaches both); `lapsed`, whose trial ran out; `erased`.
 */
export const COMPANIES = ['victim', 'rival', 'twin', 'lapsed', 'erased'] as const
export type CompanyName = (typeof COMPANIES)[number]

export type Person = {
  name: string
  /** The role the database is asked as. */
  role: 'anon' | 'authenticated' | 'service_role' | 'postgres'
  user: TestUser | null
  company: CompanyName | null
  profileId: string | null
  profileRole: string | null
}
export type Set = 1 | 2 | 3
export type Company = {
  name: CompanyName
  id: string
  canary: string
  inviteToken: string
  reportCode: string
  /** A queued message, which private.outbox knows by this id. */
  outboxId: string
  adminEmail: string
  /** A report kept as evidence alone. */
  sealedPath: string
  /** By table, the rows as written, first and second. */
  rows: Map<string, Row[]>
}
export type World = {
  catalogue: Catalogue
  companies: Map<CompanyName, Company>
  people: Map<string, Person>
  company(name: CompanyName): Company
  person(name: string): Person
  /** A further valid row of the company, not written yet. */
  freshRow(table: Table, company: CompanyName, id?: string): Row
}

const MEMBERS: [name: string, company: CompanyName, role: string][] = [
  ['victim admin', 'victim', 'company_admin'],
  ['victim office', 'victim', 'office'],
  ['victim technician', 'victim', 'technician'],
  ['victim customer', 'victim', 'customer'],
  ['victim operator', 'victim', 'operator'],
  ['victim district admin', 'victim', 'district_admin'],
  ['elsewhere office', 'victim', 'office'],
  ['elsewhere technician', 'victim', 'technician'],
  ['removed admin', 'victim', 'company_admin'],
  ['signed-out admin', 'victim', 'company_admin'],
  ['rival admin', 'rival', 'company_admin'],
  ['rival office', 'rival', 'office'],
  ['rival technician', 'rival', 'technician'],
  ['rival customer', 'rival', 'customer'],
  ['rival operator', 'rival', 'operator'],
  ['rival district admin', 'rival', 'district_admin'],
  ['former rival admin', 'rival', 'company_admin'],
  ['manager of two', 'rival', 'office'],
  ['twin admin', 'twin', 'company_admin'],
  ['twin technician', 'twin', 'technician'],
  ['twin customer', 'twin', 'customer'],
  ['lapsed admin', 'lapsed', 'company_admin'],
  ['lapsed office', 'lapsed', 'office'],
  ['lapsed technician', 'lapsed', 'technician'],
  ['lapsed customer', 'lapsed', 'customer'],
  ['erased admin', 'erased', 'company_admin'],
]

/**
 * Our own staff: `operator` has nothing open, `support` looks into the rival, `support too late` had the victim open until its
 * grant ended.
 */
export const OPERATORS = ['operator', 'support', 'support too late'] as const

/** Sorted so that an unordered search over all companies meets the victim first. */
const FIRST_DIGITS: Record<CompanyName, string> = { victim: '00', rival: '77', twin: 'ff', lapsed: '88', erased: '99' }

/** Builds the companies, their people with live tokens, and two rows in every tenant table. Takes a second or two. */
export async function buildWorld(): Promise<World> {
  const sql = db()
  const catalogue = await readCatalogue(sql)
  const companies = new Map(COMPANIES.map((name) => [name, newCompany(name)]))
  const company = (name: CompanyName): Company => found(companies.get(name), `company ${name}`)
  const users = new Map(
    await Promise.all(
      [...MEMBERS.map(([name]) => name), 'stranger', ...OPERATORS].map(
        async (name) => [name, await createUser(`${name.replaceAll(' ', '.')}.${randomUUID()}@example.com`)] as const,
      ),
    ),
  )
  const people = new Map<string, Person>([
    ['anonymous', { name: 'anonymous', role: 'anon', user: null, company: null, profileId: null, profileRole: null }],
    [
      'our server',
      { name: 'our server', role: 'service_role', user: null, company: null, profileId: null, profileRole: null },
    ],
    // Owns the tables and bypasses RLS: what stops it is keys and triggers alone.
    ['owner', { name: 'owner', role: 'postgres', user: null, company: null, profileId: null, profileRole: null }],
    [
      'stranger',
      {
        name: 'stranger',
        role: 'authenticated',
        user: found(users.get('stranger'), 'stranger'),
        company: null,
        profileId: null,
        profileRole: null,
      },
    ],
  ])
  for (const name of OPERATORS) {
    const looksIn = name === 'support'
    people.set(name, {
      name,
      role: 'authenticated',
      user: found(users.get(name), name),
      company: looksIn ? 'rival' : null,
      profileId: null,
      profileRole: looksIn ? 'support' : null,
    })
  }
  const shared: Record<string, string> = {
    company_admin: randomUUID(),
    technician: randomUUID(),
    customer: randomUUID(),
  }
  for (const [name, where, role] of MEMBERS) {
    const paired = (where === 'victim' || where === 'twin') && name.startsWith(where)
    const profileId = (paired ? shared[role] : undefined) ?? randomUUID()
    people.set(name, {
      name,
      role: 'authenticated',
      user: found(users.get(name), name),
      company: where,
      profileId,
      profileRole: role,
    })
  }
  const person = (name: string): Person => found(people.get(name), name)

  await sql.begin(async (tx) => {
    await tx`set constraints all deferred`
    for (const one of companies.values()) await insertCompany(tx, one)
    for (const one of people.values()) if (one.company !== null) await insertProfile(tx, one, company(one.company))
    const manager = person('manager of two')
    await insertProfile(tx, { ...manager, profileId: randomUUID(), profileRole: 'technician' }, company('victim'), true)
    await tx`update public.profiles set removed_at = now() where id in (${person('removed admin').profileId}, ${person('former rival admin').profileId})`
    await tx`delete from auth.sessions where id = ${person('signed-out admin').user?.sessionId ?? null}`
    const tables = generatedTables(catalogue)
    const ids = {
      1: new Map(tables.map((table) => [table.name, randomUUID()])),
      2: new Map(tables.map((table) => [table.name, randomUUID()])),
    }
    for (const one of companies.values())
      await fill(tx, one, tables, people, one.name === 'twin' || one.name === 'victim' ? ids : undefined)
    await putElsewhere(tx, company('victim'), [person('elsewhere office'), person('elsewhere technician')])
    const seen = randomUUID()
    for (const one of people.values())
      if (one.company !== null && one.profileRole === 'customer') await letIn(tx, one, company(one.company), seen)
    for (const one of companies.values()) await fillPrivate(tx, one)
    for (const name of OPERATORS)
      await tx`insert into private.operators (user_id) values (${person(name).user?.id ?? null})`
    await openFor(tx, person('support'), company('rival'), '1 day')
    await openFor(tx, person('support too late'), company('victim'), '-1 minute')
    for (const one of people.values()) await insertOwnView(tx, one, one.company === null ? null : company(one.company))
    await tx`update public.companies set trial_ends_at = now() - interval '1 day' where id = ${company('lapsed').id}`
    await tx`update public.companies set erased_at = now() where id = ${company('erased').id}`
    for (const one of companies.values()) {
      await readBack(tx, one, 'audit_log')
    }
  })
  return {
    catalogue,
    companies,
    people,
    company,
    person,
    freshRow: (table, name, id = randomUUID()) => {
      const one = company(name)
      const fresh: Cell = {
        ...cellOf(one, 1, id),
        canary: `${one.canary}-${id.slice(0, 6)}`,
        inviteToken: randomUUID(),
      }
      return makeRow(table, fresh, (target) =>
        target === 'users'
          ? undefined
          : target === 'districts'
            ? undefined
            : idOf(one, target, target === 'files' ? 3 : 1),
      )
    },
  }
}

/** Members who work in a branch of their own, where no customer is; the last of them came back after having been removed elsewhere. */
async function putElsewhere(tx: TransactionSql, company: Company, members: Person[]): Promise<void> {
  const [branch, former] = [randomUUID(), randomUUID()]
  await tx`insert into public.branches (company_id, id, name)
    values (${company.id}, ${branch}, ${`${company.canary} elsewhere`}), (${company.id}, ${former}, ${`${company.canary} former`})`
  await tx`update public.profiles set branch_id = ${branch}
    where company_id = ${company.id} and id in ${tx(members.map((one) => one.profileId))}`
  const last = members.at(-1)
  await tx`insert into public.profiles (company_id, user_id, role, full_name, email, branch_id, removed_at)
    values (${company.id}, ${last?.user?.id ?? null}, 'technician', ${`${company.canary} before`}, ${last?.user?.email ?? ''}, ${former}, now())`
}

/** The id of a company's first or second row of a table. */
export function idOf(company: Company, table: string, set: Set = 1): string {
  if (table === 'companies') return company.id
  const row = company.rows.get(table)?.[set - 1]
  const id = row?.id
  if (typeof id !== 'string')
    throw new Error(
      `${company.name} has no row ${set} with an id in public.${table}: add an example to supabase/tests/world-examples.ts.`,
    )
  return id
}

function newCompany(name: CompanyName): Company {
  const word = randomBytes(3).toString('hex')
  const id = `${FIRST_DIGITS[name]}${randomUUID().slice(2)}`
  return {
    name,
    id,
    sealedPath: `${id}/report/${randomUUID()}`,
    canary: `canary${name}${word}`,
    inviteToken: randomBytes(20).toString('hex'),
    reportCode: '',
    outboxId: randomUUID(),
    adminEmail: '',
    rows: new Map(),
  }
}

const cellOf = (company: Company, set: 1 | 2, rowId: string | null): Cell => ({
  companyId: company.id,
  canary: company.canary,
  set,
  rowId,
  inviteToken: company.inviteToken,
})

async function insertCompany(tx: TransactionSql, company: Company): Promise<void> {
  const row: Row = {
    id: company.id,
    name: company.canary,
    phone: company.canary,
    state: 'FL',
    subscription_status: 'trialing',
  }
  await insertRow(tx, 'companies', row)
  company.rows.set('companies', [row])
}

async function insertProfile(tx: TransactionSql, one: Person, company: Company, aside = false): Promise<void> {
  if (!one.user || one.profileId === null || one.profileRole === null) return
  const row: Row = {
    company_id: company.id,
    id: one.profileId,
    user_id: one.user.id,
    role: one.profileRole,
    full_name: `${company.canary} ${one.name}`,
    email: one.user.email,
    phone: company.canary,
  }
  await insertRow(tx, 'profiles', row)
  if (aside) return
  await tx`insert into public.people (user_id, active_company_id) values (${one.user.id}, ${company.id})`
  // The first row of `profiles` is the admin's, the second the technician's: what other rows point at.
  const known = company.rows.get('profiles') ?? []
  if (one.name === `${company.name} admin`) {
    known[0] = row
    company.adminEmail = one.user.email
  }
  if (one.name === `${company.name} technician`) known[1] = row
  company.rows.set('profiles', known)
}

/** A customer sees the first of the company's customers in the portal; the id is shared, as the twin's are. */
async function letIn(tx: TransactionSql, one: Person, company: Company, id: string): Promise<void> {
  await tx`insert into public.portal_people (company_id, id, customer_id, email, full_name, profile_id, accepted_at, created_by)
    values (${company.id}, ${id}, ${idOf(company, 'customers')}, ${one.user?.email ?? ''}, ${`${company.canary} customer`}, ${one.profileId}, now(), ${idOf(company, 'profiles')})`
}

/** Everybody keeps a list of their own, whatever their role; the admin's come with the generated rows. */
async function insertOwnView(tx: TransactionSql, one: Person, company: Company | null): Promise<void> {
  if (!company || one.profileId === null || one.profileRole === 'company_admin') return
  await tx`insert into public.saved_views (company_id, profile_id, page, name, query)
    values (${company.id}, ${one.profileId}, '/devices', ${`${company.canary} own`}, '')`
}

/** A grant of the company, opened by the operator; one that ended long ago, or one that lives. */
async function openFor(tx: TransactionSql, one: Person, company: Company, ends: string): Promise<void> {
  const [row] = await tx<{ id: string }[]>`
    insert into public.support_grants (company_id, ends_at, created_by)
    select ${company.id}, now() + ${ends}::interval, ${idOf(company, 'profiles')} returning id`
  await tx`insert into private.support_openings (user_id, company_id, grant_id) values (${one.user?.id ?? null}, ${company.id}, ${row?.id ?? null})`
}

type Ids = { 1: Map<string, string>; 2: Map<string, string> }

async function fill(
  tx: TransactionSql,
  company: Company,
  tables: Table[],
  people: Map<string, Person>,
  shared?: Ids,
): Promise<void> {
  for (const set of [1, 2] as const) {
    for (const table of tables) {
      if (set === 2 && table.primaryKey.length === 1) continue
      const rowId = shared?.[set].get(table.name) ?? randomUUID()
      // The victim's second rows hang together; everybody else's second rows have nothing hanging on them.
      const from: Set = set === 2 && company.name === 'victim' ? 2 : 1
      const row = makeRow(table, cellOf(company, set, rowId), (target) =>
        parentOf(company, target, target === 'files' ? set : from, people),
      )
      await insertRow(tx, table.name, row)
      company.rows.set(table.name, [...(company.rows.get(table.name) ?? []), row])
    }
  }
  // A third file that nothing points at yet, for fresh rows that need one to themselves.
  const files = tables.find((table) => table.name === 'files')
  if (!files) return
  const spare = makeRow(files, cellOf(company, 1, randomUUID()), (target) => parentOf(company, target, 1, people))
  await insertRow(tx, 'files', spare)
  company.rows.set('files', [...(company.rows.get('files') ?? []), spare])
}

function parentOf(company: Company, target: string, set: Set, people: Map<string, Person>): string | undefined {
  if (target === 'companies') return company.id
  if (target === 'users') return [...people.values()].find((one) => one.company === company.name)?.user?.id
  const rows = company.rows.get(target)
  const row = rows?.[set - 1] ?? rows?.[0]
  const id = row?.id
  // Nothing yet where the parent comes later (a circle of keys) or is shared by all.
  return typeof id === 'string' ? id : undefined
}

/** Private rows that functions of the API lead to: a queued message, a printed report's code, a calendar's address. */
async function fillPrivate(tx: TransactionSql, company: Company): Promise<void> {
  await tx`insert into private.outbox (id, company_id, notification_id, recipient, kind, data)
    values (${company.outboxId}, ${company.id}, ${idOf(company, 'notification_log')}, ${`${company.canary}@example.com`}, 'due_reminder', ${tx.json({ name: company.canary })})`
  const [made] = await tx<{ code: string }[]>`select private.report_code(extensions.gen_random_bytes(16)) as code`
  company.reportCode = made?.code ?? ''
  await tx`insert into private.verification_codes (code_hash, company_id, test_record_id)
    values (sha256(convert_to(${company.reportCode}, 'UTF8')), ${company.id}, ${idOf(company, 'test_records')})`
  await tx`insert into private.calendar_feeds (token_hash, company_id, profile_id)
    values (sha256(convert_to(${feedOf(company)}, 'UTF8')), ${company.id}, ${idOf(company, 'profiles')})`
  await tx`insert into public.files (company_id, id, kind, path, content_type, size_bytes, sha256, sealed_at)
    values (${company.id}, ${company.sealedPath.split('/').at(-1) ?? ''}, 'report', ${company.sealedPath}, 'application/pdf', 9, ${'e'.repeat(64)}, now())`
  for (const path of [...objectsOf(company), company.sealedPath])
    await tx`insert into storage.objects (bucket_id, name) values ('company-files', ${path})`
}

/** What leads to the visits of the company's admin in a calendar. */
export const feedOf = (company: Company): string => `${company.canary} feed`

/** Names of the company's stored objects: a signature, and a sheet somebody imported. */
export const objectsOf = (company: Company): [signature: string, sheet: string] => [
  `${company.id}/signature/${idOf(company, 'files')}`,
  `${company.id}/import/${idOf(company, 'files', 2)}`,
]

async function readBack(tx: TransactionSql, company: Company, table: string): Promise<void> {
  const rows = await tx<{ row: Record<string, Json> }[]>`
    select to_jsonb(t) as row from public.${tx(table)} t where company_id = ${company.id} order by seq limit 2`
  company.rows.set(
    table,
    rows.map((one) => one.row),
  )
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The test world has no ${what}.`)
  return value
}

/** The table by its name, for tests that name one. */
export const tableIn = (world: World, name: string): Table => tableOf(world.catalogue, name)
