import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { Sql } from 'postgres'
import { signPayload } from '../../lib/billing/verify-signature.ts'
import { startBareApp, WARM_UPS } from './pages.ts'
import { interleave, type Ratio } from './pairs.ts'

const COMPANIES = 50

/**
 * The signed Stripe webhook against an empty route of a bare Next app. Every request is a new event of one of fifty
 * customers: verified, kept once and applied in one transaction, by one call of the gateway.
 */
export async function benchWebhook(project: string, owner: Sql, origin: string, secret: string): Promise<Ratio[]> {
  const bare = await startBareApp(project)
  try {
    const companies = await owner<{ id: string }[]>`
      insert into public.companies (name) select 'Webhook Benchmark ' || n from generate_series(1, ${COMPANIES}) n returning id`
    let sent = 0
    const webhook = (): Promise<void> => {
      sent += 1
      const body = Buffer.from(JSON.stringify(eventOf(companies[sent % COMPANIES]?.id ?? '', sent)))
      const signature = signPayload(body, secret, Math.floor(Date.now() / 1000))
      return post(`${origin}/api/webhooks/stripe`, body, { 'stripe-signature': signature })
    }
    const empty = Buffer.from(JSON.stringify(eventOf(randomUUID(), 0)))
    const rate = await interleave(
      7,
      () => requestsPerSecond(webhook),
      () => requestsPerSecond(() => post(`${bare.origin}/empty`, empty, {})),
      WARM_UPS,
    )
    const [kept] = await owner<{ n: number }[]>`
      select count(*)::int as n from private.stripe_events where company_id = any (${companies.map((one) => one.id)})`
    if (kept?.n !== sent) throw new Error(`${sent} events were sent and ${kept?.n} were kept`)
    return [
      {
        name: 'signed webhook / empty route of a bare Next app',
        goal: '≥ 0.25',
        unit: 'per second',
        ...rate,
        holds: rate.ratio >= 0.25,
        limit: 'one gateway call and one transaction a delivery on the same two cores',
      },
    ]
  } finally {
    await bare.stop()
  }
}

/** A renewal, each later than the one before. */
function eventOf(companyId: string, number: number): object {
  const key = companyId.replaceAll('-', '')
  return {
    id: `evt_bench_${number}_${key}`,
    object: 'event',
    type: 'customer.subscription.updated',
    created: 1_800_000_000 + number,
    data: {
      object: {
        id: `sub_bench_${key}`,
        object: 'subscription',
        customer: `cus_bench_${key}`,
        metadata: { company_id: companyId },
        status: 'active',
        cancel_at: null,
        cancel_at_period_end: false,
        ended_at: null,
        items: {
          object: 'list',
          data: [{ current_period_end: 1_900_000_000 + number, price: { recurring: { interval: 'month' } } }],
        },
      },
    },
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 })

function post(url: string, body: Buffer, headers: Record<string, string>): Promise<void> {
  return new Promise((done, fail) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': body.length, ...headers },
      },
      (response) => {
        response.resume()
        response.on('end', () =>
          (response.statusCode ?? 500) < 300 ? done() : fail(new Error(`${url} answered ${response.statusCode}`)),
        )
      },
    )
    sent.on('error', fail)
    sent.end(body)
  })
}

/** Eight at a time for three seconds. */
async function requestsPerSecond(send: () => Promise<void>): Promise<number> {
  const started = performance.now()
  let finished = 0
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (performance.now() - started < 3000) {
        await send()
        finished += 1
      }
    }),
  )
  const rate = (finished * 1000) / (performance.now() - started)
  // A server closes what was idle for seconds, perhaps just as it is used again.
  agent.destroy()
  return rate
}
