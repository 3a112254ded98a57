import type { Sql } from 'postgres'

/** What the database says about itself; every list the security tests work through is read from here. */
export type Column = {
  table: string
  name: string
  type: string
  notNull: boolean
  hasDefault: boolean
  generated: boolean
  /** Rights of `authenticated` on the column. */
  select: boolean
  insert: boolean
  update: boolean
}
export type ForeignKey = {
  name: string
  table: string
  columns: string[]
  targetSchema: string
  target: string
  targetColumns: string[]
  deferrable: boolean
  onDelete: string
}
export type Check = { name: string; table: string; definition: string }
export type Table = {
  name: string
  columns: Column[]
  primaryKey: string[]
  foreignKeys: ForeignKey[]
  checks: Check[]
  /** The column that says whose row it is; undefined for what belongs to nobody or to everybody. */
  tenantKey: 'company_id' | 'id' | undefined
}
export type View = { name: string; columns: string[]; selectable: boolean }
export type Policy = {
  schema: string
  table: string
  name: string
  permissive: boolean
  roles: string[]
  verb: 'select' | 'insert' | 'update' | 'delete' | 'all'
  using: string | null
  check: string | null
}
export type Routine = {
  schema: string
  name: string
  signature: string
  arguments: { name: string; type: string }[]
  definer: boolean
  volatile: boolean
  trigger: boolean
  returnsSet: boolean
  returns: string
  settings: string[]
  source: string
  definition: string
  anon: boolean
  authenticated: boolean
  service: boolean
  /** Granted to PUBLIC: whoever can sign in to the database at all. */
  everybody: boolean
}
export type Trigger = { table: string; name: string; routine: string }
export type Catalogue = { tables: Table[]; views: View[]; policies: Policy[]; routines: Routine[]; triggers: Trigger[] }

/** Reads tables, views, policies and functions of `public` and `private` (and the policies of storage). */
export async function readCatalogue(sql: Sql): Promise<Catalogue> {
  const [tables, views, policies, routines, triggers] = await Promise.all([
    readTables(sql),
    readViews(sql),
    readPolicies(sql),
    readRoutines(sql),
    readTriggers(sql),
  ])
  return { tables, views, policies, routines, triggers }
}

/** The tables whose rows belong to a company, `companies` itself included. */
export function tenantTables(catalogue: Catalogue): Table[] {
  return catalogue.tables.filter((table) => table.tenantKey !== undefined)
}

/** Foreign keys that stay inside a company: the first column is the tenant key on both sides. */
export function tenantKeys(table: Table): ForeignKey[] {
  return table.foreignKeys.filter((key) => key.targetSchema === 'public' && key.columns.length > 1)
}

export function tableOf(catalogue: Catalogue, name: string): Table {
  const found = catalogue.tables.find((table) => table.name === name)
  if (!found) throw new Error(`There is no table public.${name}.`)
  return found
}

async function readTables(sql: Sql): Promise<Table[]> {
  const columns = await sql<Column[]>`
    select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull",
      a.atthasdef or a.attidentity <> '' as "hasDefault", a.attidentity <> '' or a.attgenerated <> '' as generated,
      has_column_privilege('authenticated', c.oid, a.attnum, 'select') as "select",
      has_column_privilege('authenticated', c.oid, a.attnum, 'insert') as "insert",
      has_column_privilege('authenticated', c.oid, a.attnum, 'update') as "update"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname, a.attnum`
  const keys = await sql<ForeignKey[]>`
    select k.conname as name, c.relname as "table", n.nspname as "targetSchema", t.relname as target, k.condeferrable as deferrable,
      k.confdeltype as "onDelete",
      array(select a.attname::text from unnest(k.conkey) with ordinality u (n, i) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by u.i) as columns,
      array(select a.attname::text from unnest(k.confkey) with ordinality u (n, i) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by u.i) as "targetColumns"
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid join pg_namespace n on n.oid = t.relnamespace
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and k.conparentid = 0 order by c.relname, k.conname`
  const checks = await sql<Check[]>`
    select k.conname as name, c.relname as "table", pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'c' and c.relnamespace = 'public'::regnamespace order by c.relname, k.conname`
  const primary = await sql<{ table: string; columns: string[] }[]>`
    select c.relname as "table",
      array(select a.attname::text from unnest(k.conkey) with ordinality u (n, i) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by u.i) as columns
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'p' and c.relnamespace = 'public'::regnamespace`
  const names = [...new Set(columns.map((column) => column.table))]
  return names.map((name) => {
    const own = columns.filter((column) => column.table === name)
    const tenantKey = own.some((column) => column.name === 'company_id')
      ? 'company_id'
      : name === 'companies'
        ? 'id'
        : undefined
    return {
      name,
      columns: own,
      primaryKey: primary.find((key) => key.table === name)?.columns ?? [],
      foreignKeys: keys.filter((key) => key.table === name),
      checks: checks.filter((check) => check.table === name),
      tenantKey,
    }
  })
}

function readViews(sql: Sql): Promise<View[]> {
  return sql<View[]>`
    select c.relname as name, has_table_privilege('authenticated', c.oid, 'select') as selectable,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 order by a.attnum) as columns
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm') order by c.relname`
}

export function readPolicies(sql: Sql): Promise<Policy[]> {
  return sql<Policy[]>`
    select n.nspname as schema, c.relname as "table", p.polname as name, p.polpermissive as permissive,
      array(select case r when 0 then 'public' else r::regrole::text end from unnest(p.polroles) r) as roles,
      case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as verb,
      pg_get_expr(p.polqual, p.polrelid) as "using", pg_get_expr(p.polwithcheck, p.polrelid) as "check"
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'private', 'storage') order by 1, 2, 3`
}

/** Functions of `public` and `private`; with a name, only those of that name. */
export function readRoutines(sql: Sql, name: string | null = null): Promise<Routine[]> {
  return sql<Routine[]>`
    select n.nspname as schema, p.proname as name, p.oid::regprocedure::text as signature, p.prosecdef as definer, p.provolatile = 'v' as volatile,
      p.prorettype = 'trigger'::regtype as trigger, p.proretset as "returnsSet", format_type(p.prorettype, null) as returns,
      coalesce(p.proconfig, '{}') as settings, p.prosrc as source, pg_get_functiondef(p.oid) as definition,
      has_function_privilege('anon', p.oid, 'execute') as anon, has_function_privilege('authenticated', p.oid, 'execute') as authenticated,
      has_function_privilege('service_role', p.oid, 'execute') as service,
      p.proacl is null or exists (select 1 from aclexplode(p.proacl) a where a.grantee = 0) as everybody,
      coalesce((select jsonb_agg(jsonb_build_object('name', coalesce(p.proargnames[u.i], ''), 'type', format_type(u.t, null)) order by u.i)
        from unnest(p.proargtypes::oid[]) with ordinality u (t, i)), '[]') as arguments
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private') and p.prokind = 'f' and (${name}::text is null or p.proname = ${name})
      and not exists (select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
    order by n.nspname, p.proname`
}

function readTriggers(sql: Sql): Promise<Trigger[]> {
  return sql<Trigger[]>`
    select c.relname as "table", t.tgname as name, p.proname as routine
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
    where not t.tgisinternal and c.relnamespace = 'public'::regnamespace order by 1, 2`
}
