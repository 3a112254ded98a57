import { randomUUID } from 'node:crypto'
import type { TransactionSql } from 'postgres'
import { beforeAll, expect, test } from 'vitest'
import { source } from '../../lib/conventions/tree.ts'
import { admin, db, type TestUser } from './harness.ts'
import { buildWorld, type World } from './world.ts'

/** docs/flows/account-life.md, played line by line: what it says of an account is what the database does. */

const DOC = source('docs/flows/account-life.md')
const NAME = 'Life Example'

let world: World
let owner: TestUser
beforeAll(async () => {
  world = await buildWorld()
  const user = world.person('twin admin').user
  if (user === null || user === undefined) throw new Error('the admin has no sign-in')
  owner = user
})

/** Rows of the table under a heading, a cell each; a cell's code words are what it names. */
const rowsUnder = (heading: string): string[][] =>
  (DOC.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (State|From|---)/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
const named = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')

const STATES = rowsUnder('States').map(([state, status, , writes]) => ({
  state: named(state)[0] ?? '',
  status: named(status),
  writes: writes === 'yes',
}))
const LINES = rowsUnder('Transitions').flatMap(([from, event = '', to = '']) =>
  named(from).map((state) => ({
    from: state,
    event: event.replaceAll('`', ''),
    to: to === 'unchanged' ? state : (named(to)[0] ?? ''),
  })),
)

type Life = { sql: TransactionSql; id: string }

/** Which state the row is in, by the document's first table. */
async function stateOf({ sql, id }: Life): Promise<{ state: string; status: string; open: boolean }> {
  const [row] = await sql<
    { status: string; erased: boolean; clock: 'past' | 'ahead' | null; over: boolean; open: boolean }[]
  >`
    select subscription_status as status, erased_at is not null as erased, trial_ends_at <= private.clock(id) as over, private.company_is_open(id) as open,
      case when deletion_clock_starts_at <= private.clock(id) then 'past' when deletion_clock_starts_at is not null then 'ahead' end as clock
    from public.companies where id = ${id}`
  if (row === undefined) throw new Error('there is no such company')
  const { status, erased, clock, over, open } = row
  const state = erased
    ? 'erased'
    : status === 'trialing'
      ? clock === 'past' || over
        ? 'trial over'
        : clock === 'ahead'
          ? 'closing'
          : 'trial'
      : clock === 'past' || status === 'canceled'
        ? 'grace'
        : clock === 'ahead'
          ? 'ending'
          : status === 'past_due'
            ? 'late'
            : 'paid'
  return { state, status, open }
}

type Told = { type?: string; status?: string; ends?: boolean; sub?: string; at?: number }
/** An event of Stripe's about the company's subscription; `at` in seconds orders it among the others. */
async function stripe(
  { sql, id }: Life,
  { type = 'updated', status = 'active', ends = false, sub = 'sub', at = 0 }: Told,
) {
  const now = Math.floor(Date.now() / 1000)
  const event = {
    id: `evt_${randomUUID()}`,
    type: `customer.subscription.${type}`,
    created: now + at,
    customer: `cus_${id}`,
    company_id: id,
    subscription: {
      id: `${sub}_${id}`,
      status,
      interval: 'month',
      cancel_at: null,
      cancel_at_period_end: ends,
      current_period_end: now + 86_400,
      ended_at: status === 'canceled' ? now - 60 : null,
    },
  }
  await sql`select private.apply_stripe_event(${sql.json(event)})`
}

/** As the company's admin, in this transaction. */
async function asAdmin({ sql, id }: Life, statement: string): Promise<void> {
  await sql`update public.people set active_company_id = ${id} where user_id = ${owner.id}`
  await sql`select set_config('request.jwt.claims', ${JSON.stringify({ ...owner.claims, role: 'authenticated' })}, true), set_config('request.jwt.claim.sub', ${owner.id}, true)`
  await sql.unsafe(statement, [])
}

const shift = ({ sql, id }: Life, change: string) =>
  sql.unsafe(`update public.companies set ${change} where id = '${id}'`)

/** The nightly run for one company, with nothing of Stripe's in the way. */
async function night({ sql, id }: Life): Promise<void> {
  await sql`select private.end_trial(${id}, now())`
  await sql`select private.sweep_company(${id}, now())`
}

/** A company brought into a state by the events that lead there. */
const ARRANGED: Record<string, (life: Life) => Promise<unknown>> = {
  trial: async () => undefined,
  closing: (life) => asAdmin(life, `select private.close_account('${NAME}', false)`),
  'trial over': (life) => shift(life, `trial_ends_at = now() - interval '1 hour'`),
  paid: (life) => stripe(life, { type: 'created' }),
  late: async (life) => {
    await stripe(life, { type: 'created' })
    await stripe(life, { status: 'past_due', at: 1 })
  },
  ending: async (life) => {
    await stripe(life, { type: 'created' })
    await stripe(life, { ends: true, at: 1 })
  },
  grace: async (life) => {
    await stripe(life, { type: 'created' })
    await stripe(life, { type: 'deleted', status: 'canceled', at: 1 })
  },
  erased: async (life) => {
    await ARRANGED.grace?.(life)
    await shift(life, `deletion_clock_starts_at = now() - interval '31 days'`)
    await night(life)
  },
}

const DAY_31 = `deletion_clock_starts_at = now() - interval '31 days'`

const EVENTS: Record<string, (life: Life, from: string) => Promise<unknown>> = {
  'a company is founded': async () => undefined,
  'an admin closes it for the trial’s end': (life) => asAdmin(life, `select private.close_account('${NAME}', false)`),
  'an admin keeps it open': (life) => asAdmin(life, 'select private.reopen_account()'),
  'the trial’s last moment passes': (life) =>
    shift(
      life,
      `(trial_ends_at, deletion_clock_starts_at) = (now() - interval '1 hour', case when deletion_clock_starts_at is not null then now() - interval '1 hour' end)`,
    ),
  'the nightly run sees it': night,
  'an admin closes it at once': (life) => asAdmin(life, `select private.close_account('${NAME}', true)`),
  'customer.subscription.created, active': (life) => stripe(life, { type: 'created', sub: 'new', at: 5 }),
  'customer.subscription.updated, past due': (life) => stripe(life, { status: 'past_due', at: 5 }),
  'customer.subscription.updated, active': (life) => stripe(life, { at: 5 }),
  'customer.subscription.updated, cancel_at_period_end or cancel_at': (life, from) =>
    stripe(life, { status: from === 'late' ? 'past_due' : 'active', ends: true, at: 5 }),
  'customer.subscription.updated, the end taken back': (life) => stripe(life, { at: 5 }),
  'the end of what is paid passes': (life) => shift(life, `deletion_clock_starts_at = now() - interval '1 hour'`),
  'customer.subscription.deleted': (life) => stripe(life, { type: 'deleted', status: 'canceled', at: 5 }),
  'customer.subscription.updated, unpaid or paused': async (life) => {
    await stripe(life, { status: 'unpaid', at: 5 })
    await stripe(life, { status: 'paused', at: 6 })
  },
  'a late event of an older subscription': (life) =>
    stripe(life, { type: 'deleted', status: 'canceled', sub: 'old', at: -600 }),
  // Closed at once in its trial, it never had a subscription.
  'an admin keeps it open while the trial still runs': async (life) => {
    await life.sql`delete from private.stripe_subscriptions where company_id = ${life.id}`
    await asAdmin(life, 'select private.reopen_account()')
  },
  'the nightly run before day 30': async (life) => {
    await shift(life, `deletion_clock_starts_at = now() - interval '29 days 23 hours'`)
    await night(life)
  },
  'the nightly run': night,
  'the nightly run after day 30, with a legal hold': async (life) => {
    await life.sql`insert into private.company_holds (company_id, reason) values (${life.id}, 'Court order 12 of 2026')`
    await shift(life, DAY_31)
    await night(life)
  },
  'the nightly run after day 30': async (life) => {
    await shift(life, DAY_31)
    await night(life)
  },
}

const UNDONE = new Error('undone')
async function live(from: string, event: string) {
  let seen: { before: Awaited<ReturnType<typeof stateOf>>; after: Awaited<ReturnType<typeof stateOf>> } | undefined
  await db()
    .begin(async (sql) => {
      const [row] = await sql<{ id: string }[]>`insert into public.companies (name) values (${NAME}) returning id`
      const life = { sql, id: row?.id ?? '' }
      await sql`insert into public.company_settings (company_id) values (${life.id})`
      await sql`insert into public.profiles (company_id, user_id, role, full_name, email) values (${life.id}, ${owner.id}, 'company_admin', 'Ada Life', ${owner.email})`
      await ARRANGED[from]?.(life)
      const before = await stateOf(life)
      await EVENTS[event]?.(life, from)
      seen = { before, after: await stateOf(life) }
      throw UNDONE
    })
    .catch((error: unknown) => {
      if (error !== UNDONE) throw error
    })
  if (seen === undefined) throw new Error('the statements did not finish')
  return seen
}

test('the document names the states the database keeps, and every event and state that this test can play', async () => {
  expect(STATES.map(({ state }) => state)).toEqual(Object.keys(ARRANGED))
  const [row] = await admin()<
    { rule: string }[]
  >`select pg_get_constraintdef(oid) as rule from pg_constraint where conname = 'companies_subscription_status'`
  const kept = [...(row?.rule ?? '').matchAll(/'(\w+)'/g)].map((match) => match[1] ?? '')
  expect(kept.length).toBe(4)
  const said = new Set(STATES.flatMap(({ status }) => status))
  expect(kept.filter((status) => !said.has(status))).toEqual([])
  expect([...new Set(LINES.map(({ event }) => event.replaceAll("'", '’')))]).toEqual(Object.keys(EVENTS))
})

test.each(STATES)('$state: its status, and whether it may write', async ({ state, status, writes }) => {
  const { before } = await live(state, '')
  expect(before).toMatchObject({ state, open: writes })
  if (state !== 'grace') expect(status).toContain(before.status)
})

test.each(LINES)('$from, $event: $to', async ({ from, event, to }) => {
  const { before, after } = await live(from === 'none' ? 'trial' : from, event.replaceAll("'", '’'))
  expect(before.state).toBe(from === 'none' ? 'trial' : from)
  expect(after.state).toBe(to)
})

test('the diagram draws the same transitions', () => {
  const drawn = [...DOC.matchAll(/^ {2}(\[\*\]|\w+) --> (\[\*\]|\w+)/gm)].map(([, from = '', to = '']) =>
    [from === '[*]' ? 'none' : from, to].map((state) => state.replace('_', ' ')).join(' → '),
  )
  const told = LINES.filter(({ from, to }) => from !== to).map(({ from, to }) => `${from} → ${to}`)
  expect([...new Set(drawn)].filter((arrow) => arrow !== 'erased → [*]').toSorted()).toEqual(
    [...new Set(told)].toSorted(),
  )
})
