import { z } from 'zod'
import { env } from '../env.ts'

/** The form of objects this code was written for, whatever the account's default is. */
const API_VERSION = '2025-03-31.basil'

const withId = z.object({ id: z.string() })
const withUrl = z.object({ url: z.url({ protocol: /^https?$/ }) })
const failure = z.object({ error: z.object({ type: z.string(), code: z.string().optional() }) })

/** A refusal of Stripe's, by its type and code; its message may name a card or a person and stays out. */
class StripeFault extends Error {
  readonly code: string
  constructor(status: number, code: string) {
    super(`Stripe answered ${status} ${code}`)
    this.name = 'StripeFault'
    this.code = code
  }
}

type Fields = Record<string, string>

/** One call of Stripe's API. `idempotencyKey` makes a repeated call harmless. Throws when Stripe refuses or is not there. */
async function call<T>(
  schema: z.ZodType<T>,
  method: 'POST' | 'DELETE',
  path: string,
  fields: Fields,
  idempotencyKey?: string,
): Promise<T> {
  const { STRIPE_SECRET_KEY, STRIPE_BASE_URL } = env()
  if (STRIPE_SECRET_KEY === undefined) throw new Error('STRIPE_SECRET_KEY is not set')
  const answer = await fetch(`${STRIPE_BASE_URL}/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${STRIPE_SECRET_KEY}`,
      'stripe-version': API_VERSION,
      'content-type': 'application/x-www-form-urlencoded',
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    ...(method === 'POST' ? { body: new URLSearchParams(fields).toString() } : {}),
    signal: AbortSignal.timeout(20_000),
  })
  const body: unknown = await answer.json()
  if (answer.ok) return schema.parse(body)
  const refused = failure.safeParse(body)
  throw new StripeFault(
    answer.status,
    refused.success ? (refused.data.error.code ?? refused.data.error.type) : 'unknown',
  )
}

/** Makes the company's customer; asked twice within a day, Stripe answers with the same one. Its event makes the link. */
export async function createCustomer(companyId: string): Promise<string> {
  const fields = { 'metadata[company_id]': companyId }
  return (await call(withId, 'POST', 'customers', fields, `customer/${companyId}`)).id
}

/** The page of Stripe's where the company pays for a plan. */
export async function createCheckout(
  companyId: string,
  customer: string,
  price: string,
  back: string,
): Promise<string> {
  const fields = {
    mode: 'subscription',
    customer,
    client_reference_id: companyId,
    'metadata[company_id]': companyId,
    'subscription_data[metadata][company_id]': companyId,
    'line_items[0][price]': price,
    'line_items[0][quantity]': '1',
    success_url: `${back}?paid=1`,
    cancel_url: back,
  }
  return (await call(withUrl, 'POST', 'checkout/sessions', fields)).url
}

/** The page of Stripe's for cards, invoices and cancelling. */
export async function createPortal(customer: string, back: string): Promise<string> {
  return (await call(withUrl, 'POST', 'billing_portal/sessions', { customer, return_url: back })).url
}

export async function endAtPeriodEnd(subscription: string): Promise<void> {
  await call(withId, 'POST', `subscriptions/${encodeURIComponent(subscription)}`, { cancel_at_period_end: 'true' })
}

export async function endNow(subscription: string): Promise<void> {
  await call(withId, 'DELETE', `subscriptions/${encodeURIComponent(subscription)}`, {})
}

/** Takes the end back, whichever way it was set. */
export async function resume(subscription: string, atPeriodEnd: boolean): Promise<void> {
  const fields: Fields = atPeriodEnd ? { cancel_at_period_end: 'false' } : { cancel_at: '' }
  await call(withId, 'POST', `subscriptions/${encodeURIComponent(subscription)}`, fields)
}
