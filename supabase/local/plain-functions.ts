import type { PostgresConnection } from '@supabase/lite/postgres'
import { literal } from './literal.ts'

/**
 * A function of the API that needs no more than one statement: the only one of its name, with named arguments of PostgreSQL's
 * own types and one answer. Its arguments' names and types, the required ones first.
 */
export type PlainFunction = { name: string; returns: string; names: string[]; types: string[]; required: number }

type Catalogue = PostgresConnection['driver']

/** The functions of that kind, by name. */
export async function readPlainFunctions(catalogue: Catalogue): Promise<Map<string, PlainFunction>> {
  const rows = await catalogue<PlainFunction[]>`
    select p.proname as name, p.prorettype::regtype::text as returns, p.pronargs - p.pronargdefaults as required,
      array(select unnest(p.proargnames)) as names,
      array(select format_type(t, null) from unnest(p.proargtypes) with ordinality u (t, n) order by n) as types
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and p.prokind = 'f' and not p.proretset and p.provariadic = 0 and p.proallargtypes is null
      and (p.pronargs = 0 or p.proargnames is not null)
      and not exists (
        select from unnest(p.proargtypes || p.prorettype) used (t) join pg_type y on y.oid = used.t
        where y.typnamespace <> 'pg_catalog'::regnamespace
      )
      -- Such a one says by itself how it is answered.
      and p.prosrc !~ 'response\\.|PGRST'
      and not exists (
        select from pg_proc other
        where other.pronamespace = p.pronamespace and other.proname = p.proname and other.oid <> p.oid
      )`
  return new Map(rows.map((row) => [row.name, row]))
}

/** The call with the arguments a body names, which PostgreSQL reads out of it as PostgREST has it do; undefined for others. */
export function callSql(
  { name, returns, names, types, required }: PlainFunction,
  given: readonly string[],
  body: string,
): string | undefined {
  const known = given.map((each) => names.indexOf(each))
  if (known.includes(-1) || names.slice(0, required).some((each) => !given.includes(each))) return undefined
  const passed = given.map((each) => `${quoted(each)} => _.${quoted(each)}`).join(', ')
  const call = `public.${quoted(name)}(${passed})`
  const answer = /^jsonb?$/.test(returns) || returns === 'void' ? `${call}::text` : `to_json(${call})::text`
  if (given.length === 0) return `select ${answer} as answer`
  const columns = given.map((each, at) => `${quoted(each)} ${types[known[at] ?? 0]}`).join(', ')
  return `select ${answer} as answer from json_to_record(${literal(body)}) as _ (${columns})`
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
