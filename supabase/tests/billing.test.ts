import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TRIAL_DAYS } from '../../lib/billing/plan.ts'
import { readEvent } from '../../lib/billing/read-event.ts'
import { db, refusalOf, rest, serviceClient, stack } from './harness.ts'
import { codeOf, foundCompany } from './people-cast.ts'
import { PROOF } from './proof.ts'
import { day, eventsOf, instant, LIFECYCLES, type Lifecycle, type Sent } from './stripe-lifecycles.ts'
import { entryFlaws, shuffled, stateOf, stormOf } from './stripe-storm.ts'

/** Stripe repeats, delays and shuffles; the account is the same in the end: ASSURANCE T6. */

const CONCURRENCY = 8
const DELIVERIES = PROOF ? 1000 : 100
const PERMUTATIONS = 200
const CUTS = PROOF ? 20 : 5

let pool: Sql
beforeAll(() => {
  pool = postgres(stack().dbUrl, { max: CONCURRENCY, onnotice: () => undefined })
})
afterAll(() => pool.end())

const newKey = (): string => randomUUID().replaceAll('-', '').slice(0, 12)

async function newCompany(): Promise<string> {
  const [row] = await db()<
    { id: string }[]
  >`insert into public.companies (name) values ('Billing Example') returning id`
  return row?.id ?? ''
}

/** As the route does after the signature: the event read from its text, then applied. */
async function deliver(event: Sent): Promise<string> {
  const [row] = await pool<{ outcome: string }[]>`
    select private.apply_stripe_event(${pool.json(readEvent(JSON.stringify(event)))}) as outcome`
  return row?.outcome ?? ''
}

async function deliverAll(events: readonly Sent[], concurrency = 1): Promise<string[]> {
  const waiting = [...events]
  const outcomes: string[] = []
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) outcomes.push(await deliver(next))
    }),
  )
  return outcomes
}

async function inOrder(life: Lifecycle, marked: boolean): Promise<unknown> {
  const [companyId, key] = [await newCompany(), newKey()]
  await deliverAll(eventsOf(life, companyId, key, marked))
  return stateOf(db(), companyId, key)
}

describe.each(LIFECYCLES.map((life, index) => ({ ...life, life, index })))(
  'a company that $name',
  ({ life, index }) => {
    test('in order: stands as Stripe says', async () => {
      expect(await inOrder(life, true)).toMatchObject({
        subscription_status: life.status,
        deletion_clock_starts_at: life.clock === null ? null : new Date(instant(life.clock)),
      })
    })

    test(`${DELIVERIES} deliveries, shuffled and repeated, ${CONCURRENCY} at a time (seed ${index + 11})`, async () => {
      const [companyId, key, marked] = [await newCompany(), newKey(), index % 2 === 0]
      const events = eventsOf(life, companyId, key, marked)
      const outcomes = await deliverAll(stormOf(events, DELIVERIES, index + 11), CONCURRENCY)
      expect(outcomes).toHaveLength(DELIVERIES)
      expect(outcomes.filter((outcome) => outcome !== 'known')).toHaveLength(events.length)
      expect(await stateOf(db(), companyId, key)).toEqual(await inOrder(life, marked))
      const kept = await db()<{ id: string; outcome: string; payload: unknown }[]>`
      select id, outcome, payload from private.stripe_events where company_id = ${companyId} order by id`
      expect(kept.map((row) => row.id)).toEqual(events.map((event) => event.id).toSorted())
      expect(kept.filter((row) => !['applied', 'late'].includes(row.outcome) || row.payload !== null)).toEqual([])
      expect(await entryFlaws(db(), companyId, events, 'trialing')).toEqual([])
    })
  },
)

test(`${PERMUTATIONS} orders of arrival end alike`, async () => {
  const expected = new Map<string, unknown>()
  for (const life of LIFECYCLES)
    for (const marked of [true, false]) expected.set(`${life.name} ${marked}`, await inOrder(life, marked))
  const orders = fc.record({
    life: fc.constantFrom(...LIFECYCLES),
    marked: fc.boolean(),
    places: fc.array(fc.double({ noNaN: true }), { minLength: 8, maxLength: 8 }),
    repeated: fc.nat(7),
  })
  await fc.assert(
    fc.asyncProperty(orders, async ({ life, marked, places, repeated }) => {
      const [companyId, key] = [await newCompany(), newKey()]
      const events = eventsOf(life, companyId, key, marked)
      let next = 0
      const order = shuffled(events, () => places[next++] ?? 0)
      await deliverAll([...order, ...order.slice(0, repeated)])
      expect(await stateOf(db(), companyId, key)).toEqual(expected.get(`${life.name} ${marked}`))
    }),
    { numRuns: PERMUTATIONS },
  )
})

test(`connections cut ${CUTS} times in the middle lose nothing and do nothing twice`, async () => {
  const [companyId, key, name] = [await newCompany(), newKey(), `billing-${newKey()}`]
  const life = LIFECYCLES.find((one) => one.told.length === 5)
  if (life === undefined) throw new Error('no such life')
  const events = eventsOf(life, companyId, key, false)
  const waiting = [...events, ...stormOf(events, DELIVERIES, 7), ...stormOf(events, DELIVERIES, 8)]
  const fragile = postgres(stack().dbUrl, {
    max: CONCURRENCY,
    fetch_types: false,
    connection: { application_name: name },
  })
  let cuts = 0
  const cutter = async (): Promise<void> => {
    while (waiting.length > 0 && cuts < CUTS) {
      const cut =
        await db()`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${name} and state = 'active' and query like '%apply_stripe_event%' limit 1`
      cuts += cut.length
      await new Promise((later) => setTimeout(later, 5))
    }
  }
  // Applied, and cut before the answer: Stripe, which heard nothing, sends it again.
  const sender = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const event = fragile.json(readEvent(JSON.stringify(next)))
      try {
        await fragile`select private.apply_stripe_event(${event}), pg_sleep(0.01)`
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^57P01$|^CONNECTION_|^ECONNRESET$|^EPIPE$/) })
        waiting.push(next)
      }
    }
  }
  await Promise.all([cutter(), ...Array.from({ length: CONCURRENCY }, sender)])
  await fragile.end()
  expect(cuts).toBe(CUTS)
  expect(await stateOf(db(), companyId, key)).toEqual(await inOrder(life, false))
  const kept = await db()<
    { id: string }[]
  >`select id from private.stripe_events where company_id = ${companyId} order by id`
  expect(kept.map((row) => row.id)).toEqual(events.map((event) => event.id).toSorted())
  expect(await entryFlaws(db(), companyId, events, 'trialing')).toEqual([])
})

const renewing = LIFECYCLES[0] ?? { name: '', told: [], status: 'active', clock: null }

describe('an event', () => {
  test('of an unknown customer waits, and is taken up with the one that names its company', async () => {
    const [companyId, key] = [await newCompany(), newKey()]
    const [customer, ...rest] = eventsOf(renewing, companyId, key, false)
    expect(await deliverAll(rest)).toEqual(rest.map(() => 'parked'))
    expect(await deliverAll(rest)).toEqual(rest.map(() => 'known'))
    expect(await stateOf(db(), companyId, key)).toMatchObject({ subscription_status: 'trialing', subscriptions: [] })
    expect(customer === undefined ? '' : await deliver(customer)).toBe('applied')
    expect(await stateOf(db(), companyId, key)).toMatchObject({ subscription_status: 'active' })
  })

  test('of a second customer of one company waits for our own people, and names of companies that are not there do too', async () => {
    const [companyId, key, other] = [await newCompany(), newKey(), newKey()]
    await deliverAll(eventsOf(renewing, companyId, key, true))
    const before = await stateOf(db(), companyId, key)
    expect(new Set(await deliverAll(eventsOf(renewing, companyId, other, true)))).toEqual(new Set(['parked']))
    expect(new Set(await deliverAll(eventsOf(renewing, randomUUID(), newKey(), true)))).toEqual(new Set(['parked']))
    expect(await stateOf(db(), companyId, key)).toEqual(before)
  })

  test('of a linked customer stays with its company, whatever company it names', async () => {
    const [companyId, otherId, key] = [await newCompany(), await newCompany(), newKey()]
    await deliverAll(eventsOf(renewing, companyId, key, true).slice(0, 1))
    await deliverAll(eventsOf(renewing, otherId, key, true).slice(1))
    expect(await stateOf(db(), otherId, key)).toMatchObject({ subscription_status: 'trialing', subscriptions: [] })
    expect(await stateOf(db(), companyId, key)).toMatchObject({ subscription_status: 'active' })
  })

  test('that comes late changes nothing and writes nothing', async () => {
    const [companyId, key] = [await newCompany(), newKey()]
    const events = eventsOf(renewing, companyId, key, true)
    const [, first, , last] = events
    if (first === undefined || last === undefined) throw new Error('too few events')
    await deliver(last)
    const entries = async () => (await db()`select 1 from public.audit_log where company_id = ${companyId}`).length
    const [before, written] = [await stateOf(db(), companyId, key), await entries()]
    expect(await deliver(first)).toBe('late')
    expect([await stateOf(db(), companyId, key), await entries()]).toEqual([before, written])
  })

  test('never touches an erased company, known to Stripe or not', async () => {
    for (const linked of [true, false]) {
      const [companyId, key] = [await newCompany(), newKey()]
      const events = eventsOf(renewing, companyId, key, true)
      if (linked) await deliverAll(events.slice(0, 2))
      await db()`update public.companies set erased_at = now(), subscription_status = 'canceled' where id = ${companyId}`
      const before = await db()`select c::text from public.companies c where id = ${companyId}`
      expect(new Set(await deliverAll(events.slice(2)))).toEqual(new Set(['erased']))
      expect(await db()`select c::text from public.companies c where id = ${companyId}`).toEqual(before)
      expect(
        await db()`select 1 from private.stripe_events where company_id = ${companyId} and payload is not null`,
      ).toEqual([])
    }
  })

  test('that fails leaves nothing, so that it can come again', async () => {
    const [companyId, key] = [await newCompany(), newKey()]
    const [event] = eventsOf(renewing, companyId, key, true).slice(1)
    if (event === undefined) throw new Error('no event')
    const read = readEvent(JSON.stringify(event))
    const broken = { ...read, subscription: { ...read.subscription, cancel_at_period_end: 'perhaps' } }
    expect(await refusalOf(pool`select private.apply_stripe_event(${pool.json(broken)})`)).toMatchObject({
      code: '22P02',
    })
    expect(await deliver(event)).toBe('applied')
  })

  test('of another kind is heard and ignored, once', async () => {
    const invoice = { id: `evt_${newKey()}`, type: 'invoice.paid', created: day(0), data: { object: { id: 'in_1' } } }
    expect(await deliverAll([invoice, invoice])).toEqual(['ignored', 'known'])
  })

  test('is applied by our server alone; nobody signed in writes the account', async () => {
    const company = await foundCompany()
    const events = eventsOf(renewing, company.id, newKey(), true)
    const event = readEvent(JSON.stringify(events[1]))
    const api = rest(company.admin.token)
    expect((await api.rpc('apply_stripe_event', { p_event: event })).status).toBe(403)
    expect((await rest().rpc('apply_stripe_event', { p_event: event })).status).toBe(401)
    for (const change of [
      { subscription_status: 'active' },
      { trial_ends_at: instant(999) },
      { deletion_clock_starts_at: null },
    ])
      expect((await api.patch(`companies?id=eq.${company.id}`, change)).status).toBe(403)
    expect((await serviceClient().rpc('apply_stripe_event', { p_event: event })).data).toBe('applied')
    expect((await api.rpc('my_billing')).body).toMatchObject({
      customer: event.customer,
      subscriptions: [{ status: 'active', interval: 'month', cancel_at_period_end: false }],
    })
  })
})

describe('closing', () => {
  const account = async (id: string) =>
    (
      await db()`select subscription_status as status, deletion_clock_starts_at as clock, trial_ends_at as trial from public.companies where id = ${id}`
    )[0]

  test('a trial is as long as the plan says', async () => {
    const [row] = await db()<{ days: number }[]>`
      select extract(day from trial_ends_at - created_at)::int as days from public.companies where id = ${await newCompany()}`
    expect(row?.days).toBe(TRIAL_DAYS)
  })

  test('takes the name of the company; with the trial, or at once; and is taken back while the trial runs', async () => {
    const { id, admin } = await foundCompany()
    const [row] = await db()<{ name: string }[]>`select name from public.companies where id = ${id}`
    const api = rest(admin.token)
    expect(codeOf(await api.rpc('close_account', { p_name: 'Another', p_at_once: true }))).toBe('company_name_differs')
    const name = ` ${row?.name.toUpperCase()} `
    expect((await api.rpc('close_account', { p_name: name, p_at_once: false })).status).toBe(204)
    let found = await account(id)
    expect(found).toMatchObject({ status: 'trialing', clock: found?.trial })
    expect((await api.rpc('reopen_account')).status).toBe(204)
    expect(await account(id)).toMatchObject({ status: 'trialing', clock: null })
    expect((await api.rpc('close_account', { p_name: name, p_at_once: true })).status).toBe(204)
    found = await account(id)
    expect(found?.status).toBe('canceled')
    await api.rpc('close_account', { p_name: name, p_at_once: true })
    expect(await account(id), 'closing twice keeps the earlier day').toEqual(found)
    expect((await api.rpc('reopen_account')).status).toBe(204)
    const log = await api.get('audit_list?select=action&order=seq.desc&limit=4')
    expect(log.body).toEqual(
      ['reopened account', 'closed account', 'reopened account', 'closed account'].map((action) => ({ action })),
    )
  })

  test('after the trial a subscription reopens it, and nothing else', async () => {
    const { id, admin } = await foundCompany()
    await db()`update public.companies set trial_ends_at = now() - interval '3 days' where id = ${id}`
    const api = rest(admin.token)
    const [row] = await db()<{ name: string }[]>`select name from public.companies where id = ${id}`
    expect((await api.rpc('close_account', { p_name: row?.name, p_at_once: true })).status).toBe(204)
    const found = await account(id)
    expect(found).toMatchObject({ status: 'canceled', clock: found?.trial })
    expect(codeOf(await api.rpc('reopen_account'))).toBe('subscribe_to_reopen')
    await deliverAll(eventsOf(renewing, id, newKey(), true))
    expect(await account(id)).toMatchObject({ status: 'active', clock: null })
    expect(codeOf(await api.rpc('reopen_account'))).toBe('subscribe_to_reopen')
  })

  test('a subscription that runs is ended at Stripe first', async () => {
    const { id, admin } = await foundCompany()
    await deliverAll(eventsOf(renewing, id, newKey(), true))
    const [row] = await db()<{ name: string }[]>`select name from public.companies where id = ${id}`
    expect(codeOf(await rest(admin.token).rpc('close_account', { p_name: row?.name, p_at_once: true }))).toBe(
      'subscription_runs',
    )
    expect(await account(id)).toMatchObject({ status: 'active', clock: null })
  })
})
