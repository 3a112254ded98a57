import type { ReservedSql, Sql } from 'postgres'
import { z } from 'zod'
import type { Person } from './world.ts'
import type { Json } from './world-examples.ts'

/**
 * Many statements, each as somebody, each rolled back, in one round trip. What a statement answered and what it would
 * have changed is reported before it is undone. Works for the gateway's role (which may only become the roles of the API)
 * and for the superuser (which also sees what changed, and may mutate the schema in the same transaction).
 */
const ATTEMPT = `
create or replace function pg_temp.attempt(p_tries jsonb, p_watch text) returns jsonb language plpgsql as $attempt$
declare
  v_try jsonb;
  v_all jsonb[] := '{}';
  v_rows jsonb;
  v_count bigint;
  v_before jsonb;
  v_now jsonb;
  v_after jsonb;
  v_code text;
  v_message text;
  v_detail text;
  v_constraint text;
begin
  if p_watch is not null then
    execute p_watch into v_before;
  end if;
  for v_try in select value from jsonb_array_elements(p_tries) loop
    v_rows := null; v_count := 0; v_now := v_before; v_after := v_before; v_code := null; v_message := null; v_detail := null; v_constraint := null;
    begin
      if v_try ->> 'before' is not null then
        execute v_try ->> 'before';
        if p_watch is not null then
          execute p_watch into v_now;
        end if;
      end if;
      perform set_config('request.jwt.claims', v_try ->> 'claims', true), set_config('request.jwt.claim.sub', v_try ->> 'sub', true),
        set_config('request.jwt.claim.role', v_try ->> 'role', true);
      perform set_config('role', v_try ->> 'role', true);
      if (v_try ->> 'answers')::boolean then
        execute v_try ->> 'sql' into v_rows;
        v_count := coalesce(jsonb_array_length(v_rows), 0);
      else
        execute v_try ->> 'sql';
        get diagnostics v_count = row_count;
      end if;
      set constraints all immediate;
      perform set_config('role', 'none', true);
      if p_watch is not null then
        execute p_watch into v_after;
      end if;
      raise exception using errcode = 'PRBED';
    exception
      when sqlstate 'PRBED' then null;
      when others then
        get stacked diagnostics v_code = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail, v_constraint = constraint_name;
        v_rows := null; v_count := 0; v_after := v_now;
    end;
    v_all := v_all || jsonb_build_object('code', v_code, 'message', v_message, 'detail', nullif(v_detail, ''), 'constraint', nullif(v_constraint, ''),
      'count', v_count, 'rows', v_rows,
      'changed', case when v_after is distinct from v_now then (
        select coalesce(jsonb_agg(coalesce(b.key, a.key) order by 1), '[]')
        from jsonb_each(v_now) b full join jsonb_each(v_after) a on a.key = b.key where a.value is distinct from b.value) else '[]'::jsonb end);
  end loop;
  return to_jsonb(v_all);
end
$attempt$`

/** `answers`: the statement gives one jsonb array of rows; otherwise only its row count is of interest. */
export type Try = {
  as: Person
  sql: string
  answers: boolean
  /** Arranges rows first, as the connection's own role; undone with the rest. Only where that role may (not the gateway's). */
  before?: string
}

const outcomeSchema = z.object({
  code: z.string().nullable(),
  message: z.string().nullable(),
  detail: z.string().nullable(),
  constraint: z.string().nullable(),
  count: z.number(),
  rows: z.unknown(),
  /** `table/company` of what the statement changed; only watched tables. */
  changed: z.array(z.string()),
})
export type Outcome = z.infer<typeof outcomeSchema>

const prepared = new WeakSet<object>()

/** Makes the connection ready, outside of any transaction that will be rolled back. */
export async function prepare(sql: ReservedSql | Sql): Promise<void> {
  if (prepared.has(sql)) return
  await sql.unsafe(ATTEMPT)
  prepared.add(sql)
}

/** Runs the statements one after the other on this connection; `watch` is the text of watchQuery(). */
export async function attempt(sql: ReservedSql | Sql, tries: Try[], watch: string | null = null): Promise<Outcome[]> {
  if (tries.length === 0) return []
  await prepare(sql)
  const text = written.get(tries) ?? JSON.stringify(tries.map(asJson))
  written.set(tries, text)
  const [row] = await sql<{ outcomes: unknown }[]>`select pg_temp.attempt(${text}::text::jsonb, ${watch}) as outcomes`
  return z.array(outcomeSchema).parse(row?.outcomes)
}

/** The same list is asked of hundreds of mutants; writing it out is what takes time. */
const written = new WeakMap<Try[], string>()

const asJson = (one: Try): Json => ({
  role: one.as.role,
  claims: one.as.user ? JSON.stringify({ ...one.as.user.claims, role: one.as.role }) : '',
  sub: one.as.user?.id ?? '',
  sql: one.sql,
  answers: one.answers,
  before: one.before ?? null,
})

/** A value as SQL text. */
export function literal(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const quoted = `'${text.replaceAll("'", "''")}'`
  return text.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted
}

/** The rows of a query as one jsonb array. */
export const asRows = (query: string): string =>
  `select coalesce(jsonb_agg(to_jsonb(found)), '[]') from (${query}) found`

/** The rows a writing statement gives back, as one jsonb array. */
export const asReturned = (statement: string): string =>
  `with found as (${statement}) select coalesce(jsonb_agg(to_jsonb(found)), '[]') from found`
