import type { Sql } from 'postgres'
import { type Catalogue, type Policy, readCatalogue, readPolicies, readRoutines, type Routine, tenantTables } from './catalogue.ts'
import { TABLES } from './role-matrix.ts'
import { type Owned, unfiltered } from './source-lint.ts'

/** What the database's shape must be, whatever its rows: ASSURANCE T5, written as our own rules. */
export type Flaw = { object: string; what: string }

/** The rules by what they look at, each by itself. */
const RULES = {
  flags: tableFlags,
  grants: grantFlaws,
  views: viewFlaws,
  others: otherFlaws,
  policies: async (sql: Sql) => (await readPolicies(sql)).flatMap(policyFlaws),
  functions: async (sql: Sql) => functionFlaws(await readRoutines(sql), await readPolicies(sql)),
  sources: async (sql: Sql) => unfiltered(await readRoutines(sql), await ownedRelations(sql)),
  shapes: async (sql: Sql) => {
    const catalogue = await readCatalogue(sql)
    return [...tableFlaws(catalogue), ...columnFlaws(catalogue), ...policySets(catalogue)]
  },
} as const
export type Rule = keyof typeof RULES
const ALL: readonly Rule[] = ['policies', 'flags', 'grants', 'views', 'others', 'functions', 'sources', 'shapes']

/** Every rule over the whole catalogue; nothing found is the only good answer. */
export async function lint(sql: Sql, rules: readonly Rule[] = ALL): Promise<Flaw[]> {
  const found: Flaw[] = []
  for (const rule of rules) found.push(...(await RULES[rule](sql)))
  return found
}

async function tableFlags(sql: Sql): Promise<Flaw[]> {
  const rows = await sql<{ name: string; on: boolean; forced: boolean }[]>`
    select relname as name, relrowsecurity as on, relforcerowsecurity as forced from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`
  return rows.flatMap((row) => [
    ...(row.on ? [] : [{ object: row.name, what: 'row level security is off' }]),
    ...(row.forced ? [] : [{ object: row.name, what: 'row level security is not forced on the owner' }]),
  ])
}

function tableFlaws(catalogue: Catalogue): Flaw[] {
  const tenant = new Set(tenantTables(catalogue).map((table) => table.name))
  return catalogue.tables.flatMap((table) => {
    const flaws: Flaw[] = []
    const flaw = (what: string): void => void flaws.push({ object: table.name, what })
    if (TABLES[table.name] === undefined) flaw('is not in the matrix: enter it in TABLES of supabase/tests/role-matrix.ts')
    if (table.primaryKey.length === 0) flaw('has no primary key')
    if (table.tenantKey === 'company_id') {
      const key = table.columns.find((column) => column.name === 'company_id')
      if (key?.type !== 'uuid' || !key.notNull) flaw('company_id is not a required uuid')
      if (table.primaryKey[0] !== 'company_id') flaw('the primary key does not start with company_id')
      if (!table.foreignKeys.some((one) => one.columns.join() === 'company_id' && one.target === 'companies')) flaw('company_id does not refer to companies')
    }
    for (const key of table.foreignKeys) {
      if (table.tenantKey === undefined || !tenant.has(key.target) || key.targetSchema !== 'public') continue
      if (!key.deferrable) flaw(`the key ${key.name} is not deferrable`)
      if (key.target === 'companies') continue
      if (key.columns[0] !== table.tenantKey || key.targetColumns[0] !== 'company_id' || key.columns.length < 2) flaw(`the key ${key.name} could point into another company`)
    }
    return flaws
  })
}

/** uuid columns of tenant tables that end in _id and yet are no key, and why. */
const NOT_KEYS: Record<string, string> = {
  'device_history.import_id': 'history outlives an import that was taken back',
  'device_history.profile_id': 'history names who it was, and outlives them',
  'import_rows.company_district_id': 'names what the commit will create',
  'import_rows.customer_id': 'names what the commit will create',
  'import_rows.device_id': 'names what the commit will create',
  'import_rows.location_id': 'names what the commit will create',
  'import_rows.test_record_id': 'names what the commit will create',
  'test_records.client_id': 'made by the form that asks, for asking twice',
}
/** Which import brought a row; the import may be gone while the row stays. */
const IMPORT_MARKS = new Set(['company_districts', 'customers', 'customer_locations', 'devices', 'test_records'])

/** What only the database writes. */
const NEVER_WRITTEN = ['created_at', 'updated_at', 'import_id', 'records_version', 'last_tested_on', 'last_result', 'failed_on', 'repair_due_on', 'due_base_on', 'due_base_source', 'due_base_through', 'due_base_anchor_on', 'subscription_status', 'trial_ends_at', 'deletion_clock_starts_at', 'erased_at', 'removed_at', 'role', 'user_id', 'active_company_id', 'signed_at', 'accepted_at', 'token_hash', 'hash', 'seq']

function columnFlaws(catalogue: Catalogue): Flaw[] {
  return catalogue.tables.flatMap((table) =>
    table.columns.flatMap((column) => {
      const object = `${table.name}.${column.name}`
      const flaws: Flaw[] = []
      const must = (holds: boolean, what: string): void => void (holds || flaws.push({ object, what }))
      if (/(_cents|_hundredths_(psid|in)|_thousandths_in|_psi|_months|_days|_bytes)$/.test(column.name)) must(column.type === 'integer', `is ${column.type}, not an integer`)
      if (column.name.endsWith('_at') && column.name !== 'tested_at') must(column.type === 'timestamp with time zone', `is ${column.type}, not an instant`)
      if (column.name.endsWith('_on')) must(column.type === 'date', `is ${column.type}, not a day`)
      must(!/^(json|real|double precision|money|character)/.test(column.type) || column.type === 'jsonb', `is ${column.type}`)
      if (NEVER_WRITTEN.includes(column.name)) must(!column.insert && !column.update, 'may be written by hand')
      if (['company_id', 'id', 'created_by'].includes(column.name)) must(!column.update, 'may be changed by hand')
      if (table.tenantKey === 'company_id' && column.type === 'uuid' && column.name.endsWith('_id') && !(column.name === 'import_id' && IMPORT_MARKS.has(table.name))) {
        must(table.foreignKeys.some((key) => key.columns.includes(column.name)) || NOT_KEYS[object] !== undefined, 'is no foreign key: add one, or say why not in NOT_KEYS of supabase/tests/lint.ts')
      }
      return flaws
    }),
  )
}

function policyFlaws(policy: Policy): Flaw[] {
  const object = `policy "${policy.name}" on ${policy.schema}.${policy.table}`
  const flaws: Flaw[] = []
  const flaw = (what: string): void => void flaws.push({ object, what })
  if (policy.roles.join() !== 'authenticated') flaw(`is for ${policy.roles.join(', ')}, not for authenticated alone`)
  const text = `${policy.using ?? ''} ${policy.check ?? ''}`
  if (/(?<!SELECT )\b(private|auth)\.\w+\(/.test(text)) flaw('calls a function for every row: wrap it in (select …)')
  if (/\b(lower|upper|ilike)\b/i.test(text)) flaw('compares what no index can serve')
  if (/user_metadata|app_metadata/.test(text)) flaw('believes what the token says about a person')
  if (policy.verb === 'all') flaw('is for all verbs: write one for each')
  if (policy.permissive && /^true$/i.test((policy.using ?? policy.check ?? '').trim())) flaw('is always true')
  if (policy.permissive && policy.verb === 'update' && (policy.using === null || policy.check === null)) flaw('does not say both which rows and what they may become')
  if (policy.permissive && policy.verb === 'update' && policy.using !== policy.check) flaw('asks one thing of the rows and another of what they become')
  if (policy.table === 'security_log' && policy.using !== 'false') flaw('lets somebody read what is for nobody')
  if (policy.verb === 'insert' && policy.check === null) flaw('does not say what may be added')
  return flaws
}

function policySets(catalogue: Catalogue): Flaw[] {
  const flaws: Flaw[] = []
  const groups = new Map<string, number>()
  for (const policy of catalogue.policies.filter((one) => one.permissive)) {
    const key = `${policy.schema}.${policy.table} for ${policy.verb}`
    groups.set(key, (groups.get(key) ?? 0) + 1)
  }
  for (const [object, number] of groups) if (number > 1) flaws.push({ object, what: 'has several permissive policies' })
  for (const table of catalogue.tables) {
    if (!catalogue.policies.some((one) => one.schema === 'public' && one.table === table.name)) flaws.push({ object: table.name, what: 'has no policy at all' })
  }
  for (const table of tenantTables(catalogue)) {
    const of = (verb: string, permissive: boolean): Policy[] => catalogue.policies.filter((one) => one.schema === 'public' && one.table === table.name && one.verb === verb && one.permissive === permissive)
    for (const verb of ['insert', 'update', 'delete'] as const) {
      const written = TABLES[table.name]?.[verb] !== undefined
      if (written !== of(verb, true).length > 0) flaws.push({ object: table.name, what: `the matrix and the policies disagree on ${verb}` })
      const guarded = of(verb, false).some((one) => `${one.using ?? ''}${one.check ?? ''}`.includes('company_is_writable'))
      if (written && !guarded) flaws.push({ object: table.name, what: `${verb} stays open when the company is read-only` })
    }
    if (of('select', true).length !== 1) flaws.push({ object: table.name, what: 'has no policy for reading' })
  }
  return flaws
}

/** The only functions people without a sign-in may call; `refuse` just raises. */
export const FOR_ANYBODY = ['private.peek_invitation(text)', 'private.refuse(text,text)', 'private.verify_report(text)', 'public.peek_invitation(text)', 'public.verify_report(text)']

const nameOf = (routine: Routine): string => (routine.signature.includes('.') ? routine.signature : `${routine.schema}.${routine.signature}`)

function functionFlaws(routines: Routine[], policies: Policy[]): Flaw[] {
  const texts = [...routines.map((one) => one.source), ...policies.map((one) => `${one.using ?? ''} ${one.check ?? ''}`)]
  const flaws = routines.flatMap((routine) => {
    const found = routineFlaws(routine)
    const must = (holds: boolean, what: string): void => void (holds || found.push({ object: nameOf(routine), what }))
    const needed = texts.some((text) => text.includes(`private.${routine.name}(`)) || OUTSIDE_FUNCTIONS.has(routine.name)
    must(routine.schema !== 'private' || !routine.authenticated || needed, 'may be called by everybody and is used by nothing')
    return found
  })
  const open = routines.filter((routine) => routine.anon).map(nameOf)
  return [...flaws, ...FOR_ANYBODY.filter((name) => !open.includes(name)).map((object) => ({ object, what: 'is to be called without a sign-in and cannot be' }))]
}

function routineFlaws(routine: Routine): Flaw[] {
  const found: Flaw[] = []
  const must = (holds: boolean, what: string): void => void (holds || found.push({ object: nameOf(routine), what }))
  must(routine.schema === 'private' || !routine.definer, 'runs with its owner’s rights and can be called through the API')
  must(routine.settings.includes('search_path=""'), 'has no empty search_path')
  must(!routine.everybody, 'can be called by everybody there is')
  must(!routine.anon || FOR_ANYBODY.includes(nameOf(routine)), 'can be called without a sign-in')
  must(!routine.trigger || !(routine.anon || routine.authenticated || routine.service), 'is a trigger’s and can be called')
  return found
}

/** The rules for one function alone: what hundreds of mutants of functions are first asked. */
export async function lintRoutine(sql: Sql, name: string): Promise<Flaw[]> {
  const routines = await readRoutines(sql, name)
  return [...routines.flatMap(routineFlaws), ...unfiltered(routines, await ownedRelations(sql))]
}

/** Used by views, column defaults and `npm run bench`, which the search above does not read. */
const OUTSIDE_FUNCTIONS = new Set(['company_today', 'due_soon_days', 'auth_profile_id', 'search_device_numbers'])

async function grantFlaws(sql: Sql): Promise<Flaw[]> {
  const grants = await sql<{ object: string; kind: string; schema: string; column: string | null; grantee: string; privilege: string }[]>`
    select c.relname as object, c.relkind::text as kind, n.nspname as schema, null as "column", coalesce(r.rolname, 'public') as grantee, lower(a.privilege_type) as privilege
    from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
    where n.nspname in ('public', 'private') and a.grantee <> c.relowner
    union all
    select c.relname, 'c', n.nspname, t.attname, coalesce(r.rolname, 'public'), lower(a.privilege_type)
    from pg_attribute t join pg_class c on c.oid = t.attrelid join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(t.attacl) a
      left join pg_roles r on r.oid = a.grantee
    where n.nspname in ('public', 'private') and a.grantee <> c.relowner`
  const flaws = grants.flatMap((grant): Flaw[] => {
    const object = `${grant.schema}.${grant.object}${grant.column === null ? '' : `.${grant.column}`}`
    const flaw = (what: string): Flaw[] => [{ object, what: `${what} (${grant.privilege} to ${grant.grantee})` }]
    if (grant.schema === 'private') return flaw('a private table is granted')
    if (grant.grantee !== 'authenticated') return flaw('granted to somebody besides authenticated')
    if (grant.column !== null) return ['select', 'insert', 'update'].includes(grant.privilege) ? [] : flaw('granted on a column')
    if (grant.privilege === 'select') return []
    if (grant.privilege === 'delete' && TABLES[grant.object]?.delete !== undefined) return []
    return flaw('writes are granted column by column, and nothing else')
  })
  const verbs = new Set(grants.filter((grant) => grant.schema === 'public' && grant.grantee === 'authenticated').map((grant) => `${grant.object} ${grant.privilege}`))
  const wanted = Object.entries(TABLES).flatMap(([table, rule]) => (['insert', 'update', 'delete'] as const).map((verb) => ({ table, verb, granted: rule[verb] !== undefined })))
  const off = wanted.filter((one) => one.table !== 'people' && verbs.has(`${one.table} ${one.verb}`) !== one.granted)
  return [...flaws, ...off.map((one) => ({ object: one.table, what: `the matrix and the grants disagree on ${one.verb}` }))]
}

async function ownedRelations(sql: Sql): Promise<Owned> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')`
  return new Map([['companies', 'id'], ...rows.map((row) => [row.name, 'company_id'] as const)] as const)
}

async function viewFlaws(sql: Sql): Promise<Flaw[]> {
  const rows = await sql<{ name: string; kind: string; options: string[] | null }[]>`
    select relname as name, relkind::text as kind, reloptions as options from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')`
  return rows.flatMap((row) => {
    if (row.kind !== 'v') return [{ object: row.name, what: 'is readable beside all policies' }]
    return row.options?.includes('security_invoker=true') ? [] : [{ object: row.name, what: 'asks with its owner’s rights: security_invoker is missing' }]
  })
}

async function otherFlaws(sql: Sql): Promise<Flaw[]> {
  return sql<Flaw[]>`
    select e.extname as object, 'is installed in public' as what from pg_extension e where e.extnamespace = 'public'::regnamespace
    union all
    select format('%s in %s', a.privilege_type, n.nspname), format('is granted to %s', coalesce(r.rolname, 'public'))
    from pg_namespace n cross join lateral aclexplode(n.nspacl) a left join pg_roles r on r.oid = a.grantee
    where n.nspname in ('public', 'private') and a.grantee <> n.nspowner
      and (a.privilege_type <> 'USAGE' or a.is_grantable or (n.nspname = 'private' and a.grantee = 0))
      and coalesce(r.rolname, 'public') not in ('postgres', 'pg_database_owner')
    union all
    select format('new objects (%s) of %s', d.defaclobjtype, d.defaclrole::regrole), format('would be granted to %s', coalesce(r.rolname, 'public'))
    from pg_default_acl d cross join lateral aclexplode(d.defaclacl) a left join pg_roles r on r.oid = a.grantee
    where d.defaclrole = 'postgres'::regrole and (d.defaclnamespace = 0 or d.defaclnamespace in ('public'::regnamespace, 'private'::regnamespace))
      and coalesce(r.rolname, 'public') in ('anon', 'authenticated', 'service_role', 'public')
    union all
    select i.indexrelid::regclass::text, 'is the same index twice' from pg_index i join pg_index o on o.indrelid = i.indrelid and o.indexrelid < i.indexrelid
      and o.indkey = i.indkey and o.indclass = i.indclass and o.indcollation = i.indcollation
      and o.indpred::text is not distinct from i.indpred::text and o.indexprs::text is not distinct from i.indexprs::text
      where i.indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
    union all
    select c.oid::regclass::text, 'has no index that starts with company_id'
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum and i.indpred is null)
    union all
    select p.pubname, 'publishes rows beside all policies' from pg_publication p`
}
