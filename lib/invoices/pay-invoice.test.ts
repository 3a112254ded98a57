import { createServer, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Supabase } from '../supabase/server.ts'

vi.mock('server-only', () => ({}))

let reply: (response: ServerResponse) => void = () => undefined
const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => reply(response))
})
const asked: unknown[] = []
/** The gateway, which has the ask on file. */
const gateway = {
  rpc: async (name: string) => {
    asked.push(name)
    return {
      data: { id: 'ask', company_id: 'c', account: 'acct_1', amount_cents: 11_500, currency: 'usd', number: 1042 },
      error: null,
    }
  },
} as unknown as Supabase

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const variables = {
    APP_ORIGIN: 'https://flow.example',
    SUPABASE_URL: 'https://x.supabase.co',
    SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
    SUPABASE_SECRET_KEY: 'sb_secret_x',
    CRON_SECRET: 'c'.repeat(16),
    FLOWTRACK_SIGNING_SECRET: 's'.repeat(32),
    STRIPE_SECRET_KEY: 'sk_test',
    STRIPE_WEBHOOK_SECRET: 'whsec_0123456789',
    STRIPE_PRICE_MONTHLY: 'price_m',
    STRIPE_PRICE_YEARLY: 'price_y',
    STRIPE_BASE_URL: `http://127.0.0.1:${port}`,
  }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

const json = (status: number, body: object) => (response: ServerResponse) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

test.each<[string, (response: ServerResponse) => void]>([
  ['too busy', json(429, { error: { type: 'invalid_request_error', code: 'rate_limit', message: 'Slow down' } })],
  ['broken', json(500, { error: { type: 'api_error', message: 'Something of ours' } })],
  [
    'another page altogether',
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>garbage'),
  ],
  ['an answer without an address', json(200, { id: 'cs_1', object: 'checkout.session', url: null })],
  ['cut off', (response) => response.destroy()],
  ['silent', () => undefined],
])(
  'Stripe %s: a sentence, nothing paid, and the ask stands for the next try',
  { timeout: 60_000 },
  async (_name, answer) => {
    const { payByCard } = await import('./pay-invoice.ts')
    reply = answer
    asked.length = 0
    const refused = await payByCard(gateway, 'a'.repeat(64))
    expect(refused).toMatchObject({ ok: false, code: 'stripe_silent' })
    expect(JSON.stringify(refused)).toContain('Try again in a few minutes.')
    expect(JSON.stringify(refused)).not.toMatch(/Slow down|of ours|garbage/)
    expect(asked).toEqual(['begin_card_payment'])
  },
)

test('Stripe answering leads to its page', async () => {
  const { payByCard } = await import('./pay-invoice.ts')
  reply = json(200, { id: 'cs_1', object: 'checkout.session', url: 'https://stripe.example/page' })
  expect(await payByCard(gateway, 'a'.repeat(64))).toEqual({ ok: true, value: { url: 'https://stripe.example/page' } })
})
