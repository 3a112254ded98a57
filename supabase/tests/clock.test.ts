import type { TransactionSql } from 'postgres'
import { beforeAll, describe, expect, test } from 'vitest'
import { letClockMove } from '../local/clock.ts'
import { admin, db, stack } from './harness.ts'
import { buildWorld, type World } from './world.ts'

/** The clock an account's life goes by: the real time wherever the demo does not run, and there one company's offset. */

let world: World
beforeAll(async () => {
  world = await buildWorld()
})

const UNDONE = new Error('undone')
/** Runs with the demo's clock in place, and takes everything back. */
async function withDemoClock<T>(run: (sql: TransactionSql) => Promise<T>): Promise<T> {
  let seen: { value: T } | undefined
  await admin()
    .begin(async (sql) => {
      await letClockMove(sql, true)
      seen = { value: await run(sql) }
      throw UNDONE
    })
    .catch((error: unknown) => {
      if (error !== UNDONE) throw error
    })
  if (!seen) throw new Error('the statements did not finish')
  return seen.value
}

const definition = async (sql: TransactionSql) =>
  (await sql<{ text: string }[]>`select pg_get_functiondef('private.clock(uuid)'::regprocedure) as text`)[0]?.text

describe('where the demo does not run', () => {
  test('the clock is the real time, and there is nothing that could move it', async () => {
    const [row] = await admin()<{ real: boolean; body: string; movers: boolean; offsets: boolean }[]>`
      select private.clock(${world.company('rival').id}) = now() as real, to_regclass('local_gateway.clocks') is not null as offsets,
        to_regprocedure('local_gateway.move_clock(uuid, timestamptz)') is not null as movers,
        (select btrim(regexp_replace(p.prosrc, '[[:space:]]+', ' ', 'g')) from pg_proc p where p.oid = 'private.clock(uuid)'::regprocedure) as body`
    expect(row).toEqual({ real: true, body: 'begin return now(); end;', movers: false, offsets: false })
  })

  test('the gateway has no door to it, not even for our own server', async () => {
    const body = JSON.stringify({ company_id: world.company('rival').id, to: '2040-01-01T00:00:00Z' })
    const headers = { apikey: stack().secretKey }
    const answer = await fetch(`${stack().apiUrl}/local/v1/clock`, { method: 'POST', headers, body })
    expect(answer.status).toBe(404)
  })

  test('nobody asks for the real time where an account begins to end', async () => {
    const rows = await db()<{ name: string }[]>`
      select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace in ('private'::regnamespace, 'public'::regnamespace)
        and p.prosrc ~ '(trial_ends_at|deletion_clock_starts_at|private.grace)' and p.prosrc ~* '([^_]now[(][)]|current_timestamp|clock_timestamp|current_date)'`
    expect(rows).toEqual([])
  })
})

describe('under the demo', () => {
  test('setting it back leaves the function as the migrations made it', async () => {
    const seen = await withDemoClock(async (sql) => {
      const moving = await definition(sql)
      await letClockMove(sql, false)
      return { moving, back: await definition(sql) }
    })
    const [before] = await db()<
      { text: string }[]
    >`select pg_get_functiondef('private.clock(uuid)'::regprocedure) as text`
    expect(seen.moving).toContain('local_gateway.clocks')
    expect(seen.back).toBe(before?.text)
  })

  test('it moves forward only, for one company, and the account follows', async () => {
    const { id } = world.company('twin')
    const seen = await withDemoClock(async (sql) => {
      await sql`update public.companies set subscription_status = 'trialing', deletion_clock_starts_at = null, trial_ends_at = now() + interval '14 days' where id = ${id}`
      const look = async (move: string) => {
        await sql`select local_gateway.move_clock(${id}, now() + ${move}::interval)`
        const [row] = await sql<{ ahead: string; other: boolean; open: boolean; ended: boolean }[]>`
          select extract(day from private.clock(${id}) - now())::text as ahead, private.clock(${world.company('rival').id}) = now() as other,
            private.company_is_open(${id}) as open, ${id}::uuid in (select private.ended_trials(now())) as ended`
        return row
      }
      return [await look('13 days'), await look('-3 days'), await look('14 days'), await look('99999 days')]
    })
    expect(seen).toEqual([
      { ahead: '13', other: true, open: true, ended: false },
      { ahead: '13', other: true, open: true, ended: false },
      { ahead: '14', other: true, open: false, ended: true },
      { ahead: '3650', other: true, open: false, ended: true },
    ])
  })

  test('the sweep goes by it: day 29 nothing, day 31 erased; a caller’s own clock still brings nobody there', async () => {
    const { id } = world.company('twin')
    const seen = await withDemoClock(async (sql) => {
      await sql`update public.companies set subscription_status = 'canceled', deletion_clock_starts_at = now() where id = ${id}`
      const sweep = async (days: number, callers = '0 days') => {
        await sql`select local_gateway.move_clock(${id}, now() + make_interval(days => ${days}))`
        const [row] = await sql<{ answer: { erased: boolean; refused?: string } }[]>`
          select private.sweep_company(${id}, now() + ${callers}::interval) as answer`
        return row?.answer
      }
      return [await sweep(29), await sweep(29, '1 year'), await sweep(31, '-2 days'), await sweep(31)]
    })
    expect(seen.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => ({ erased: false, refused: 'grace' })))
    expect(seen[3]).toMatchObject({ erased: true })
  })
})

test('a trial that ended is closed by the first run as of its end, with its entry; a running or paid one is not', async () => {
  const { id } = world.company('twin')
  const state = async (status: string, trial: string) => {
    await db()`update public.companies set subscription_status = ${status}, deletion_clock_starts_at = null, trial_ends_at = now() + ${trial}::interval where id = ${id}`
    const [row] = await db()<{ listed: boolean; ended: boolean }[]>`
      select ${id}::uuid in (select private.ended_trials(null)) as listed, private.end_trial(${id}, null) as ended`
    return row
  }
  expect(await state('trialing', '1 minute')).toEqual({ listed: false, ended: false })
  expect(await state('active', '-1 day')).toEqual({ listed: false, ended: false })
  expect(await state('past_due', '-1 day')).toEqual({ listed: false, ended: false })
  expect(await state('trialing', '-1 second')).toEqual({ listed: true, ended: true })
  const [row] = await db()<{ same: boolean; status: string; action: string; due: boolean }[]>`
    select c.deletion_clock_starts_at = c.trial_ends_at as same, c.subscription_status as status,
      (select a.action from public.audit_log a where a.company_id = c.id order by a.seq desc limit 1) as action,
      c.id in (select company_id from private.companies_to_erase(null)) as due
    from public.companies c where c.id = ${id}`
  expect(row).toEqual({ same: true, status: 'canceled', action: 'ended trial', due: false })
})
