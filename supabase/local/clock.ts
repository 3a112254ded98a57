import type { Sql, TransactionSql } from 'postgres'
import { z } from 'zod'
import { GATEWAY_USER } from './system-schema.ts'

/**
 * The movable clock of the demo. Everything that ends an account asks private.clock(), which the migrations make the real
 * time; here, and nowhere else, it runs ahead for the companies somebody moved. By company and not for all at once: what one
 * account goes through then happens to no other, and a database with one erased demo account needs no reset.
 */
export const CLOCK_PATH = '/local/v1/clock'

/** Lets the clock move, or sets it back to the real time. Needs the superuser: the schema is the local stack's own. */
export async function letClockMove(admin: Sql | TransactionSql, moves: boolean): Promise<void> {
  const [found] = await admin`select to_regprocedure('private.clock(uuid)') is not null as there`
  if (found?.there !== true) return
  await admin.unsafe(moves ? `${CLOCKS_SQL} ${clockSql(AHEAD)}` : clockSql('now()'))
}

const AHEAD = `now() + coalesce((select c.ahead from local_gateway.clocks c where c.company_id = p_company_id), interval '0')`

/** The function of 0020_companies.sql with this answer; its owner and grants stay. */
const clockSql = (answer: string): string => `
  create or replace function private.clock(p_company_id uuid) returns timestamptz
  language plpgsql stable set search_path = '' as $$
begin
  return ${answer};
end;
$$;`

const CLOCKS_SQL = `
  create table if not exists local_gateway.clocks (company_id uuid primary key, ahead interval not null check (ahead >= interval '0'));
  grant usage on schema local_gateway to postgres;
  grant select on local_gateway.clocks to postgres;
  -- Only forward, and ten years at most: whoever asks for an earlier moment than it is leaves the clock where it stands.
  create or replace function local_gateway.move_clock(p_company_id uuid, p_to timestamptz)
  returns timestamptz language sql security definer set search_path = '' as $f$
    insert into local_gateway.clocks as c (company_id, ahead) values (p_company_id, least(greatest(p_to - now(), interval '0'), interval '3650 days'))
    on conflict (company_id) do update set ahead = greatest(c.ahead, excluded.ahead)
    returning now() + c.ahead;
  $f$;
  revoke execute on function local_gateway.move_clock(uuid, timestamptz) from public;
  grant execute on function local_gateway.move_clock(uuid, timestamptz) to ${GATEWAY_USER};
`

const moveSchema = z.object({ company_id: z.uuid(), to: z.iso.datetime({ offset: true }) })

/** The gateway's door to it: moves one company's clock and answers what it says then. */
export async function serveClock(request: Request, sql: Sql): Promise<Response> {
  const asked = moveSchema.safeParse(await request.json().catch(() => null))
  if (request.method !== 'POST' || !asked.success) return Response.json({ message: 'Bad request' }, { status: 400 })
  const { company_id: companyId, to } = asked.data
  const [row] = await sql`select local_gateway.move_clock(${companyId}, ${to}) as now`
  return Response.json({ now: row?.now })
}
