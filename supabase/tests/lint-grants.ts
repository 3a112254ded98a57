import type { Sql } from 'postgres'
import type { Flaw } from './lint-flaw.ts'
import { TABLES } from './role-matrix.ts'

/** Who was granted what on tables, views and columns. */
export async function grantFlaws(sql: Sql): Promise<Flaw[]> {
  const grants = await sql<
    { object: string; kind: string; schema: string; column: string | null; grantee: string; privilege: string }[]
  >`
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
    if (grant.column !== null)
      return ['select', 'insert', 'update'].includes(grant.privilege) ? [] : flaw('granted on a column')
    if (grant.privilege === 'select') return []
    if (grant.privilege === 'delete' && TABLES[grant.object]?.delete !== undefined) return []
    return flaw('writes are granted column by column, and nothing else')
  })
  const verbs = new Set(
    grants
      .filter((grant) => grant.schema === 'public' && grant.grantee === 'authenticated')
      .map((grant) => `${grant.object} ${grant.privilege}`),
  )
  const wanted = Object.entries(TABLES).flatMap(([table, rule]) =>
    (['insert', 'update', 'delete'] as const).map((verb) => ({ table, verb, granted: rule[verb] !== undefined })),
  )
  const off = wanted.filter((one) => one.table !== 'people' && verbs.has(`${one.table} ${one.verb}`) !== one.granted)
  return [
    ...flaws,
    ...off.map((one) => ({ object: one.table, what: `the matrix and the grants disagree on ${one.verb}` })),
  ]
}

/** Views that do not ask with the reader's rights. */
export async function viewFlaws(sql: Sql): Promise<Flaw[]> {
  const rows = await sql<{ name: string; kind: string; options: string[] | null }[]>`
    select relname as name, relkind::text as kind, reloptions as options from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')`
  return rows.flatMap((row) => {
    if (row.kind !== 'v') return [{ object: row.name, what: 'is readable beside all policies' }]
    return row.options?.includes('security_invoker=true')
      ? []
      : [{ object: row.name, what: 'asks with its owner’s rights: security_invoker is missing' }]
  })
}

/** Schemas, new objects, indexes, publications. */
export async function otherFlaws(sql: Sql): Promise<Flaw[]> {
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
