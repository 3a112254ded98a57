import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examine } from '../../bin/doctor/examine.ts'
import { PLANS } from '../../lib/billing/plan.ts'
import { stack } from './harness.ts'

/** npm run doctor finds nothing in a whole installation, and names each thing that is taken away. */

const CRON_SECRET = randomUUID()
const CONNECT = ['account.updated', 'checkout.session.completed', 'checkout.session.async_payment_succeeded']
const WHOLE = {
  headers: true,
  openJobs: false,
  price: PLANS.year.cents as number,
  events: ['*'],
  connect: CONNECT,
  domain: 'verified',
}
let world = { ...WHOLE }
let server: Server
let origin = ''

/** The app, Stripe and Resend in one. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0]
    const say = (status: number, body: object = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (path === '/') {
      if (world.headers) {
        response.setHeader('content-security-policy', "script-src 'self' 'nonce-x' 'strict-dynamic'")
        response.setHeader('strict-transport-security', 'max-age=63072000')
      }
      return say(200)
    }
    if (path === '/api/jobs/run')
      return say(world.openJobs || request.headers.authorization === `Bearer ${CRON_SECRET}` ? 200 : 401)
    if (path === '/v1/prices/price_m')
      return say(200, { active: true, unit_amount: PLANS.month.cents, currency: 'usd' })
    if (path === '/v1/prices/price_y') return say(200, { active: true, unit_amount: world.price, currency: 'usd' })
    if (path === '/v1/webhook_endpoints')
      return say(200, {
        data: [world.connect, world.events].map((events) => ({
          url: `${origin}/api/webhooks/stripe`,
          status: events.length > 0 ? 'enabled' : 'disabled',
          enabled_events: events,
        })),
      })
    if (path === '/domains') return say(200, { data: [{ name: 'mail.example', status: world.domain }] })
    return say(404)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  origin = `http://127.0.0.1:${address.port}`
})
afterAll(() => new Promise((done) => server.close(done)))

const environment = (): Record<string, string> => ({
  APP_ORIGIN: origin,
  SUPABASE_URL: stack().apiUrl,
  SUPABASE_PUBLISHABLE_KEY: stack().publishableKey,
  SUPABASE_SECRET_KEY: stack().secretKey,
  CRON_SECRET,
  FLOWTRACK_SIGNING_SECRET: 's'.repeat(32),
  RESEND_API_KEY: 're_x',
  RESEND_FROM: 'FlowTrack Pro <hello@mail.example>',
  RESEND_BASE_URL: origin,
  STRIPE_SECRET_KEY: 'sk_x',
  STRIPE_WEBHOOK_SECRET: 'whsec_0123456789',
  STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_9876543210',
  STRIPE_PRICE_MONTHLY: 'price_m',
  STRIPE_PRICE_YEARLY: 'price_y',
  STRIPE_BASE_URL: origin,
  ERASURE_LIST_DIR: tmpdir(),
})

/** The parts that are not in order. */
async function ill(change: Record<string, string | undefined> = {}): Promise<string[]> {
  const findings = await examine({ ...environment(), ...change })
  return findings.filter(({ state }) => state === 'missing').map(({ part, sentence }) => `${part}: ${sentence}`)
}

test('a whole installation lacks nothing', async () => {
  world = { ...WHOLE }
  const findings = await examine(environment())
  expect(findings.filter(({ state }) => state !== 'ok')).toEqual([])
  expect(new Set(findings.map(({ part }) => part)).size).toBe(10)
})

test('each thing that is taken away is named', async () => {
  const away: [string, Partial<typeof WHOLE>, RegExp][] = [
    ['headers', { headers: false }, /^App: .*security headers are missing/],
    ['jobs', { openJobs: true }, /^Cron: .*answers strangers 200/],
    ['price', { price: 1 }, /^Payments: The price Yearly/],
    [
      'events',
      { events: ['customer.created', 'checkout.session.completed'] },
      /^Payments: The webhook does not hear: customer\.updated/,
    ],
    ['second endpoint', { connect: [] }, /^Payments: Stripe has no enabled webhook for connected accounts/],
    ['its events', { connect: CONNECT.slice(0, 2) }, /^Payments: .*does not hear: checkout\.session\.async/],
    ['domain', { domain: 'pending' }, /^Email: .*no verified domain mail\.example/],
  ]
  for (const [name, change, words] of away) {
    world = { ...WHOLE, ...change }
    expect(await ill(), name).toEqual([expect.stringMatching(words)])
  }
  world = { ...WHOLE }
  expect(await ill({ ERASURE_LIST_DIR: undefined })).toEqual([expect.stringMatching(/^List of erasures: /)])
  expect(await ill({ SUPABASE_SECRET_KEY: 'sb_secret_wrong' })).toContainEqual(
    expect.stringMatching(/^Database: Our server’s call/),
  )
  expect(await ill({ SUPABASE_PUBLISHABLE_KEY: stack().secretKey })).toContainEqual(
    expect.stringMatching(/^Database: The publishable key/),
  )
  expect(await ill({ SUPABASE_GOOGLE_ENABLED: 'true' })).toEqual([expect.stringMatching(/^Sign-in: SUPABASE_GOOGLE/)])
  expect(await ill({ CRON_SECRET: 'another secret of ours' })).toEqual([
    expect.stringMatching(/^Cron: .*another secret/),
  ])
  expect(await ill({ CRON_SECRET: undefined })).toEqual([expect.stringMatching(/^Settings: CRON_SECRET is not set/)])
  expect(await ill({ APP_ORIGIN: 'http://flow.example' })).toContainEqual(expect.stringMatching(/^Address: .*https/))
})

test('what may be left out is off, not missing, and no secret is ever said', async () => {
  const bare = { ...environment(), RESEND_API_KEY: '', RESEND_FROM: '', STRIPE_SECRET_KEY: '' }
  const findings = await examine(bare)
  expect(findings.filter(({ state }) => state === 'off').map(({ part }) => part)).toEqual(['Email', 'Payments'])
  expect(findings.filter(({ state }) => state === 'missing')).toEqual([])
  const noCards = await examine({ ...environment(), STRIPE_CONNECT_WEBHOOK_SECRET: '' })
  expect(noCards.filter(({ state }) => state !== 'ok')).toEqual([
    expect.objectContaining({ part: 'Payments', state: 'off', sentence: expect.stringMatching(/invoices by card/) }),
  ])
  const said = JSON.stringify([...findings, ...(await examine({ ...bare, CRON_SECRET: 'x'.repeat(20) }))])
  for (const secret of [CRON_SECRET, stack().secretKey, 's'.repeat(32), 'x'.repeat(20)])
    expect(said).not.toContain(secret)
})
