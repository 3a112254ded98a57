import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readEvent } from '../../lib/billing/read-event.ts'
import { rereadStripe } from '../../lib/billing/reread-stripe.ts'
import { server } from './erasure-world.ts'
import { db, stack } from './harness.ts'
import { day, eventsOf, LIFECYCLES, type Sent } from './stripe-lifecycles.ts'

/** The nightly look at Stripe: what no webhook told is put right, and what is right is left alone. */

type AtStripe = { metadata: Record<string, string>; subscriptions: Record<string, unknown>[] }
const customers = new Map<string, AtStripe>()
let asked: string[] = []
let down = false
/** Stripe as far as it is asked here: a customer, and a customer's subscriptions. */
const fake = createServer((request, response) => answer(request, response))

function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '', 'http://stripe.example')
  const id = url.searchParams.get('customer') ?? url.pathname.split('/').at(-1) ?? ''
  asked.push(id)
  const customer = customers.get(id)
  const say = (status: number, body: object): void =>
    void response
      .writeHead(status, { 'content-type': 'application/json', 'stripe-should-retry': 'false' })
      .end(JSON.stringify(body))
  if (down) return say(503, { error: { type: 'api_error', message: 'down' } })
  if (customer === undefined) return say(404, { error: { type: 'invalid_request_error', code: 'resource_missing' } })
  if (url.pathname.startsWith('/v1/customers/'))
    return say(200, { id, object: 'customer', metadata: customer.metadata })
  return say(200, { object: 'list', has_more: false, url: '/v1/subscriptions', data: customer.subscriptions })
}

beforeAll(async () => {
  await new Promise<void>((done) => fake.listen(0, '127.0.0.1', done))
  const address = fake.address()
  Object.assign(process.env, {
    APP_ORIGIN: stack().siteUrl,
    SUPABASE_URL: stack().apiUrl,
    SUPABASE_PUBLISHABLE_KEY: stack().publishableKey,
    SUPABASE_SECRET_KEY: stack().secretKey,
    CRON_SECRET: randomUUID(),
    FLOWTRACK_SIGNING_SECRET: randomUUID(),
    STRIPE_SECRET_KEY: 'sk_test',
    STRIPE_WEBHOOK_SECRET: 'whsec_0123456789abcdef',
    STRIPE_PRICE_MONTHLY: 'price_m',
    STRIPE_PRICE_YEARLY: 'price_y',
    STRIPE_BASE_URL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
  })
})
afterAll(() => new Promise((done) => fake.close(done)))
beforeEach(async () => {
  asked = []
  down = false
  customers.clear()
  // Companies of other tests have customers too, which this Stripe does not know.
  await db()`delete from private.stripe_events`
  await db()`delete from private.stripe_subscriptions`
  await db()`delete from private.stripe_customers`
})

const job = (after: string) => ({
  id: randomUUID(),
  companyId: null,
  originator: null,
  payload: { after },
  attempts: 1,
})

/** The whole night, slice by slice, as the worker does. */
async function night(): Promise<void> {
  for (let after = ''; ; ) {
    const outcome = await rereadStripe(server(), job(after))
    if ('done' in outcome) return
    after = z.object({ after: z.string() }).parse(outcome.again).after
  }
}

async function newCompany(): Promise<string> {
  const [row] = await db()<{ id: string }[]>`insert into public.companies (name) values ('Reread Example') returning id`
  return row?.id ?? ''
}
const newKey = (): string => randomUUID().replaceAll('-', '').slice(0, 12)
const deliver = (event: Sent) => db()`select private.apply_stripe_event(${db().json(readEvent(JSON.stringify(event)))})`

async function accountOf(id: string): Promise<unknown> {
  const [row] =
    await db()`select subscription_status as status, deletion_clock_starts_at as clock from public.companies where id = ${id}`
  return { ...row }
}

/** The lives are told in days to come; what is read tonight is later than all that was said. */
const YEARS = 3 * 365 * 86_400
const longAgo = (event: Sent): Sent => ({
  ...event,
  created: event.created - YEARS,
  data: { object: { ...event.data.object, ...earlier(event) } },
})
function earlier({ data: { object } }: Sent): Record<string, unknown> {
  return JSON.parse(JSON.stringify(object), (_key, value: unknown) =>
    typeof value === 'number' && value > YEARS ? value - YEARS : value,
  )
}

/** One life: Stripe knows all of it, we heard its first `heard` events. */
async function life(name: string, heard: number, marked = true): Promise<{ id: string; key: string; events: Sent[] }> {
  const found = LIFECYCLES.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no life ${name}`)
  const [id, key] = [await newCompany(), newKey()]
  const events = eventsOf(found, id, key, marked).map(longAgo)
  const latest = new Map(events.slice(1).map((event) => [event.data.object.id, event.data.object]))
  customers.set(`cus_${key}`, { metadata: { company_id: id }, subscriptions: [...latest.values()] })
  for (const event of events.slice(0, heard)) await deliver(event)
  return { id, key, events }
}

describe('what no webhook told is put right', () => {
  test.each([
    ['fails to pay, then pays', 3, 'active', null],
    ['cancels for the end of the period', 2, 'active', 30],
    ['cancels and resumes', 3, 'active', null],
    ['fails to pay until Stripe gives up', 3, 'canceled', 44],
    ['subscribes and renews twice', 1, 'active', null],
  ] as const)('%s, heard of up to event %i', async (name, heard, status, clock) => {
    const { id } = await life(name, heard)
    await night()
    const expected = { status, clock: clock === null ? null : new Date((day(clock) - YEARS) * 1000) }
    expect(await accountOf(id)).toEqual(expected)
    const written = async () => (await db()`select 1 from public.audit_log where company_id = ${id}`).length
    const events = async () => (await db()`select 1 from private.stripe_events where company_id = ${id}`).length
    const before = [await written(), await events()]
    await night()
    expect([await written(), await events()], 'a second night finds nothing to do').toEqual(before)
    expect(await accountOf(id)).toEqual(expected)
  })

  test('a real event that comes afterwards wins, an older one does not', async () => {
    const { id, key, events } = await life('fails to pay, then pays', 2)
    await night()
    const last = events.at(-1)
    const old = events.at(-2)
    if (last === undefined || old === undefined) throw new Error('too few events')
    await deliver(old)
    expect(await accountOf(id)).toMatchObject({ status: 'active' })
    const seconds = Math.floor(Date.now() / 1000)
    await deliver({
      ...last,
      id: `evt_${key}_later`,
      created: seconds,
      data: { object: { ...last.data.object, status: 'past_due' } },
    })
    expect(await accountOf(id)).toMatchObject({ status: 'past_due' })
  })

  test('every customer is looked at, however many slices that takes', async () => {
    const all = []
    for (let one = 0; one < 23; one += 1) all.push(await life('fails to pay', 2))
    await night()
    expect(new Set(asked)).toEqual(new Set(customers.keys()))
    for (const { id } of all) expect(await accountOf(id)).toMatchObject({ status: 'past_due' })
  })
})

describe('parked events', () => {
  test('are taken up once Stripe names the company', async () => {
    const { id, key, events } = await life('fails to pay', 0, false)
    for (const event of events.slice(1)) await deliver(event)
    expect(await accountOf(id)).toMatchObject({ status: 'trialing' })
    await night()
    expect(await accountOf(id)).toMatchObject({ status: 'past_due' })
    expect(
      await db()`select 1 from private.stripe_events where outcome = 'parked' and stripe_customer_id = ${`cus_${key}`}`,
    ).toEqual([])
  })

  test('stay parked when Stripe names nobody, or somebody who is not there', async () => {
    for (const metadata of [{}, { company_id: randomUUID() }]) {
      const { key, events } = await life('fails to pay', 0, false)
      customers.set(`cus_${key}`, { metadata: JSON.parse(JSON.stringify(metadata)), subscriptions: [] })
      for (const event of events.slice(1)) await deliver(event)
    }
    await night()
    const parked = async () =>
      (await db()`select id from private.stripe_events where outcome = 'parked' order by id`).map((row) =>
        String(row.id),
      )
    const first = await parked()
    expect(first.filter((id) => !id.startsWith('reread_'))).toHaveLength(4)
    await night()
    expect(await parked()).toEqual(first)
  })
})

describe('when something is wrong', () => {
  test('Stripe is down: the job fails, nothing changes, and the next time all is put right', async () => {
    const { id } = await life('fails to pay', 2)
    const before = await accountOf(id)
    down = true
    await expect(rereadStripe(server(), job(''))).rejects.toMatchObject({ name: 'StripeFault' })
    expect(await accountOf(id)).toEqual(before)
    down = false
    await night()
    expect(await accountOf(id)).toMatchObject({ status: 'past_due' })
  })

  test('one customer Stripe does not know, and one it speaks strangely of, do not hold up the others', async () => {
    const gone = await life('fails to pay', 2)
    customers.delete(`cus_${gone.key}`)
    const strange = await life('fails to pay', 2)
    customers.set(`cus_${strange.key}`, { metadata: {}, subscriptions: [{ id: 'sub_x', status: 'melted' }] })
    const { id } = await life('fails to pay', 2)
    await night()
    expect(await accountOf(id)).toMatchObject({ status: 'past_due' })
    for (const one of [gone, strange]) expect(await accountOf(one.id)).toMatchObject({ status: 'active' })
  })

  test('an erased company is not touched', async () => {
    const { id } = await life('fails to pay', 2)
    await db()`update public.companies set erased_at = now(), subscription_status = 'canceled' where id = ${id}`
    await night()
    expect(await accountOf(id)).toMatchObject({ status: 'canceled' })
  })
})

test('the job is queued once a day, with the daily run', async () => {
  const queue = (on: string) => server().rpc('queue_stripe_reread', { p_day: on })
  for (const on of ['2031-01-01', '2031-01-01', '2031-01-02']) expect((await queue(on)).error).toBeNull()
  const jobs =
    await db()`select payload from private.jobs where kind = 'reread_stripe' and dedupe_key like 'reread_stripe/2031-01%'`
  expect(jobs.map((row) => row.payload)).toEqual([{ after: '' }, { after: '' }])
  await db()`delete from private.jobs where kind = 'reread_stripe'`
})
