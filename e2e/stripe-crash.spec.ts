import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import type { Sql } from 'postgres'
import { signPayload } from '../lib/billing/verify-signature.ts'
import { eventsOf, LIFECYCLES, type Lifecycle, type Sent } from '../supabase/tests/stripe-lifecycles.ts'
import { entryFlaws, shuffled, stateOf, stormOf } from '../supabase/tests/stripe-storm.ts'
import { database } from './support/people.ts'
import { secondServer } from './support/second-server.ts'

/** The whole way of a webhook, through the real server, which is killed while deliveries run: ASSURANCE T6. */

const PROOF = process.env.FLOWTRACK_PROOF === '1'
const KILLS = PROOF ? 20 : 2
const DELIVERIES_OF_EACH = PROOF ? 1000 : 8
const CONCURRENCY = 8
const SECRETS = { new: `whsec_${randomUUID()}`, old: `whsec_${randomUUID()}` }

type Life = { life: Lifecycle; companyId: string; key: string; events: Sent[] }

test('the server killed while Stripe delivers: nothing is lost, nothing happens twice, forgeries never count', {
  tag: '@desk',
}, async () => {
  test.setTimeout(PROOF ? 1_800_000 : 240_000)
  const sql = database()
  const server = await secondServer({ STRIPE_WEBHOOK_SECRET: SECRETS.new, STRIPE_WEBHOOK_SECRET_OLD: SECRETS.old })
  try {
    await server.start()
    await refusesForgeries(server.origin, sql)

    const inOrder = await lives(sql)
    for (const { events } of inOrder)
      for (const event of events) expect(await send(server.origin, event, SECRETS.new)).toBe(200)

    const stormy = await lives(sql)
    const waiting = mixed(stormy)
    let [running, killing] = [0, true]
    const hit: number[] = []
    const lost: string[] = []
    // As Stripe does: whatever was not answered with 2xx comes again, until it is.
    const sender = async (number: number): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        running += 1
        const secret = number % 2 === 0 ? SECRETS.new : SECRETS.old
        const status = await send(server.origin, next, secret).finally(() => (running -= 1))
        if (status !== 200) {
          if (status !== null) lost.push(`${next.id} was answered ${status}`)
          waiting.push(next)
          await wait(20)
        }
        // The last kill must find work: the line is kept from running dry before it.
        if (killing && waiting.length < CONCURRENCY * 4) waiting.push(next)
      }
    }
    const killer = async (): Promise<void> => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        await wait(150 + Math.random() * 350)
        hit.push(running)
        await server.kill()
        await server.start()
      }
      killing = false
    }
    await Promise.all([killer(), ...Array.from({ length: CONCURRENCY }, (_, number) => sender(number))])

    console.log(`deliveries under way at each kill: ${hit.join(', ')}`)
    expect(hit.filter((count) => count > 0)).toHaveLength(KILLS)
    expect(lost).toEqual([])
    for (const [index, { companyId, key, events, life }] of stormy.entries()) {
      const calm = inOrder[index]
      if (calm === undefined) throw new Error('a life is missing')
      expect(await stateOf(sql, companyId, key), life.name).toEqual(await stateOf(sql, calm.companyId, calm.key))
      expect(await entryFlaws(sql, companyId, events, 'trialing'), life.name).toEqual([])
    }
  } finally {
    await server.kill()
    await sql.end()
  }
})

/** Every life once, each with a company of its own. */
async function lives(sql: Sql): Promise<Life[]> {
  const all: Life[] = []
  for (const [index, life] of LIFECYCLES.entries()) {
    const [row] = await sql<
      { id: string }[]
    >`insert into public.companies (name) values ('Webhook Example') returning id`
    const [companyId, key] = [row?.id ?? '', randomUUID().replaceAll('-', '').slice(0, 12)]
    all.push({ life, companyId, key, events: eventsOf(life, companyId, key, index % 2 === 0) })
  }
  return all
}

/** The storms of all lives in one line. */
function mixed(all: Life[]): Sent[] {
  return shuffled(
    all.flatMap(({ events }, index) => stormOf(events, DELIVERIES_OF_EACH, index + 21)),
    Math.random,
  )
}

/** One delivery; null when the server went away before it answered. */
async function send(origin: string, event: Sent, secret: string): Promise<number | null> {
  const bytes = Buffer.from(JSON.stringify(event))
  return post(origin, bytes, signPayload(bytes, secret, seconds(0)))
}

async function post(origin: string, bytes: Buffer, signature: string | null): Promise<number | null> {
  try {
    const answer = await fetch(`${origin}/api/webhooks/stripe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(signature === null ? {} : { 'stripe-signature': signature }) },
      body: new Uint8Array(bytes),
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return null
  }
}

const seconds = (later: number): number => Math.floor(Date.now() / 1000) + later

/** Forged, stale, dated ahead, altered, unsigned: each is answered 400 and leaves nothing. */
async function refusesForgeries(origin: string, sql: Sql): Promise<void> {
  const [one] = await lives(sql)
  const event = one?.events[0]
  if (one === undefined || event === undefined) throw new Error('there is no event')
  const bytes = Buffer.from(JSON.stringify(event))
  // Signed at the moment of sending: the first answer of a server may take seconds.
  const signed = (secret: string, later: number): string => signPayload(bytes, secret, seconds(later))
  const altered = Buffer.from(bytes)
  altered[altered.length - 3] = (altered.at(-3) ?? 0) ^ 1
  const tried: [string, Buffer, () => string | null][] = [
    ['unsigned', bytes, () => null],
    ['signed with another secret', bytes, () => signed(`whsec_${randomUUID()}`, 0)],
    ['stale', bytes, () => signed(SECRETS.new, -302)],
    ['dated ahead', bytes, () => signed(SECRETS.new, 360)],
    ['altered', altered, () => signed(SECRETS.new, 0)],
    ['shortened', bytes.subarray(0, -1), () => signed(SECRETS.new, 0)],
    ['with another time', bytes, () => signed(SECRETS.new, -10).replace(/^t=\d+/, `t=${seconds(0)}`)],
    ['half a signature', bytes, () => signed(SECRETS.new, 0).slice(0, -1)],
  ]
  for (const [name, body, signature] of tried) expect(await post(origin, body, signature()), name).toBe(400)
  expect(await sql`select 1 from private.stripe_events where id = ${event.id}`).toEqual([])
  for (const method of ['GET', 'PUT', 'DELETE'])
    expect((await fetch(`${origin}/api/webhooks/stripe`, { method })).status).toBe(405)
}
