import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

type Asked = { line: string; key: string | undefined; version: string | undefined; fields: Record<string, string> }
const asked: Asked[] = []
let answer: { status: number; body: object } = { status: 200, body: { id: 'x', url: 'https://stripe.example/page' } }

const server = createServer((request, response) => void reply(request, response))

async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  asked.push({
    line: `${request.method} ${request.url} ${request.headers.authorization}`,
    key: request.headers['idempotency-key']?.toString(),
    version: request.headers['stripe-version']?.toString(),
    fields: Object.fromEntries(new URLSearchParams(body)),
  })
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
}

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
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await new Promise((done) => server.close(done))
})

test('each verb asks Stripe for one thing, as the company it is for', async () => {
  const stripe = await import('./stripe.ts')
  expect(await stripe.createCustomer('company')).toBe('x')
  expect(await stripe.createCheckout('company', 'cus_1', 'price_y', 'https://flow.example/settings/billing')).toBe(
    'https://stripe.example/page',
  )
  await stripe.createPortal('cus_1', 'https://flow.example/settings/billing')
  await stripe.endAtPeriodEnd('sub_1')
  await stripe.endNow('sub_1')
  await stripe.resume('sub_1', true)
  await stripe.resume('sub_1', false)
  expect(asked.map(({ line }) => line.replace(' Bearer sk_test', ''))).toEqual([
    'POST /v1/customers',
    'POST /v1/checkout/sessions',
    'POST /v1/billing_portal/sessions',
    'POST /v1/subscriptions/sub_1',
    'DELETE /v1/subscriptions/sub_1',
    'POST /v1/subscriptions/sub_1',
    'POST /v1/subscriptions/sub_1',
  ])
  // The form of objects the package was written for, whatever the account's default is.
  expect(new Set(asked.map(({ version }) => version)).size).toBe(1)
  expect(asked[0]?.version).toMatch(/^\d{4}-\d{2}-\d{2}\./)
  expect(asked[0]).toMatchObject({ key: 'customer/company', fields: { 'metadata[company_id]': 'company' } })
  expect(asked[1]?.fields).toMatchObject({
    mode: 'subscription',
    customer: 'cus_1',
    'line_items[0][price]': 'price_y',
    'subscription_data[metadata][company_id]': 'company',
  })
  expect(asked.slice(3).map(({ fields }) => fields)).toEqual([
    { cancel_at_period_end: 'true' },
    {},
    { cancel_at_period_end: 'false' },
    { cancel_at: '' },
  ])
})

test('a subscription that still runs is seen, and only that', async () => {
  const stripe = await import('./stripe.ts')
  const list = (status: string) => ({ object: 'list', has_more: false, data: [{ id: 'sub_1', status }] })
  answer = { status: 200, body: list('past_due') }
  expect(await stripe.anySubscriptionRuns('cus_1')).toBe(true)
  answer = { status: 200, body: list('canceled') }
  expect(await stripe.anySubscriptionRuns('cus_1')).toBe(false)
})

test('a refusal is a fault that names its code and none of its words', async () => {
  const stripe = await import('./stripe.ts')
  answer = { status: 402, body: { error: { type: 'card_error', code: 'card_declined', message: 'Card of Ann Smith' } } }
  const fault = await stripe.endNow('sub_1').catch((error: unknown) => error)
  expect(fault).toMatchObject({ name: 'StripeFault', code: 'card_declined' })
  expect(String(fault)).not.toContain('Ann')
})
