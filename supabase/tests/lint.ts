import type { Sql } from 'postgres'
import { type Catalogue, type Policy, readCatalogue, readPolicies, readRoutines, tenantTables } from './catalogue.ts'
import type { Flaw } from './lint-flaw.ts'
import { functionFlaws, ownedRelations } from './lint-functions.ts'
import { grantFlaws, otherFlaws, viewFlaws } from './lint-grants.ts'
import { TABLES } from './role-matrix.ts'
import { unfiltered } from './source-lint.ts'

// What the database's shape must be, whatever its rows: ASSURANCE T5, written as our own rules.

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
/** The quick ones first. */
const ALL: readonly Rule[] = ['policies', 'flags', 'grants', 'views', 'others', 'functions', 'sources', 'shapes']

/** Every rule over the whole catalogue; nothing found is the only good answer. */
export async function lint(sql: Sql, rules: readonly Rule[] = ALL): Promise<Flaw[]> {
  const found: Flaw[] = []
  for (const rule of rules) found.push(...(await RULES[rule](sql)))
  return found
}

/** Whether any rule finds something; asks the quick ones first and stops there. */
export async function hasFlaw(sql: Sql, rules: readonly Rule[] = ALL): Promise<boolean> {
  for (const rule of rules) if ((await RULES[rule](sql)).length > 0) return true
  return false
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
    if (TABLES[table.name] === undefined)
      flaw('is not in the matrix: enter it in TABLES of supabase/tests/role-matrix.ts')
    if (table.primaryKey.length === 0) flaw('has no primary key')
    if (table.tenantKey === 'company_id') {
      const key = table.columns.find((column) => column.name === 'company_id')
      if (key?.type !== 'uuid' || !key.notNull) flaw('company_id is not a required uuid')
      if (table.primaryKey[0] !== 'company_id') flaw('the primary key does not start with company_id')
      if (!table.foreignKeys.some((one) => one.columns.join() === 'company_id' && one.target === 'companies'))
        flaw('company_id does not refer to companies')
    }
    for (const key of table.foreignKeys) {
      if (table.tenantKey === undefined || !tenant.has(key.target) || key.targetSchema !== 'public') continue
      if (!key.deferrable) flaw(`the key ${key.name} is not deferrable`)
      if (key.target === 'companies') continue
      if (key.columns[0] !== table.tenantKey || key.targetColumns[0] !== 'company_id' || key.columns.length < 2)
        flaw(`the key ${key.name} could point into another company`)
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
  'notification_log.customer_id': 'the log of a letter says whom it was about, and is no reason to keep them',
  'work_order_devices.plan_id': 'made by the page that asks, for asking twice',
  'test_records.client_id': 'made by the form that asks, for asking twice',
}
/** Which import brought a row; the import may be gone while the row stays. */
const IMPORT_MARKS = new Set(['company_districts', 'customers', 'customer_locations', 'devices', 'test_records'])

/** What only the database writes. */
const NEVER_WRITTEN = [
  'created_at',
  'updated_at',
  'import_id',
  'records_version',
  'last_tested_on',
  'last_result',
  'failed_on',
  'repair_due_on',
  'our_target_by_hand',
  'due_base_on',
  'due_base_source',
  'due_base_through',
  'due_base_anchor_on',
  'subscription_status',
  'trial_ends_at',
  'deletion_clock_starts_at',
  'erased_at',
  'removed_at',
  'role',
  'user_id',
  'active_company_id',
  'signed_at',
  'accepted_at',
  'token_hash',
  'hash',
  'seq',
]

function columnFlaws(catalogue: Catalogue): Flaw[] {
  return catalogue.tables.flatMap((table) =>
    table.columns.flatMap((column) => {
      const object = `${table.name}.${column.name}`
      const flaws: Flaw[] = []
      const must = (holds: boolean, what: string): void => void (holds || flaws.push({ object, what }))
      if (/(_cents|_hundredths_(psid|in)|_thousandths_in|_psi|_months|_days|_bytes)$/.test(column.name))
        must(column.type === 'integer', `is ${column.type}, not an integer`)
      if (column.name.endsWith('_at') && column.name !== 'tested_at')
        must(column.type === 'timestamp with time zone', `is ${column.type}, not an instant`)
      if (column.name.endsWith('_on')) must(column.type === 'date', `is ${column.type}, not a day`)
      must(
        !/^(json|real|double precision|money|character)/.test(column.type) || column.type === 'jsonb',
        `is ${column.type}`,
      )
      if (NEVER_WRITTEN.includes(column.name)) must(!column.insert && !column.update, 'may be written by hand')
      if (['company_id', 'id', 'created_by'].includes(column.name)) must(!column.update, 'may be changed by hand')
      if (
        table.tenantKey === 'company_id' &&
        column.type === 'uuid' &&
        column.name.endsWith('_id') &&
        !(column.name === 'import_id' && IMPORT_MARKS.has(table.name))
      ) {
        must(
          table.foreignKeys.some((key) => key.columns.includes(column.name)) || NOT_KEYS[object] !== undefined,
          'is no foreign key: add one, or say why not in NOT_KEYS of supabase/tests/lint.ts',
        )
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
  if (policy.permissive && policy.verb === 'update' && (policy.using === null || policy.check === null))
    flaw('does not say both which rows and what they may become')
  if (policy.permissive && policy.verb === 'update' && policy.using !== policy.check)
    flaw('asks one thing of the rows and another of what they become')
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
    if (!catalogue.policies.some((one) => one.schema === 'public' && one.table === table.name))
      flaws.push({ object: table.name, what: 'has no policy at all' })
  }
  for (const table of tenantTables(catalogue)) {
    const of = (verb: string, permissive: boolean): Policy[] =>
      catalogue.policies.filter(
        (one) =>
          one.schema === 'public' && one.table === table.name && one.verb === verb && one.permissive === permissive,
      )
    for (const verb of ['insert', 'update', 'delete'] as const) {
      const written = TABLES[table.name]?.[verb] !== undefined
      if (written !== of(verb, true).length > 0)
        flaws.push({ object: table.name, what: `the matrix and the policies disagree on ${verb}` })
      const guarded = of(verb, false).some((one) =>
        `${one.using ?? ''}${one.check ?? ''}`.includes('company_is_writable'),
      )
      if (written && !guarded)
        flaws.push({ object: table.name, what: `${verb} stays open when the company is read-only` })
    }
    if (of('select', true).length !== 1) flaws.push({ object: table.name, what: 'has no policy for reading' })
  }
  return flaws
}
