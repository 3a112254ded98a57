import Stripe from 'stripe'
import { env } from '../env.ts'

/** Stripe as the environment names it; `host` and the rest are for a stand-in that speaks the same. */
function stripe(): Stripe {
  const { STRIPE_SECRET_KEY, STRIPE_BASE_URL } = env()
  if (STRIPE_SECRET_KEY === undefined) throw new Error('STRIPE_SECRET_KEY is not set')
  const { protocol, hostname, port } = new URL(STRIPE_BASE_URL)
  return new Stripe(STRIPE_SECRET_KEY, {
    host: hostname,
    port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port),
    protocol: protocol === 'http:' ? 'http' : 'https',
    timeout: 20_000,
    maxNetworkRetries: 2,
    telemetry: false,
  })
}

/** Makes the company's customer; asked twice within a day, Stripe answers with the same one. Its event makes the link. */
export async function createCustomer(companyId: string): Promise<string> {
  const made = await stripe().customers.create(
    { metadata: { company_id: companyId } },
    { idempotencyKey: `customer/${companyId}` },
  )
  return made.id
}

/** The page of Stripe's where the company pays for a plan. */
export async function createCheckout(
  companyId: string,
  customer: string,
  price: string,
  back: string,
): Promise<string> {
  const session = await stripe().checkout.sessions.create({
    mode: 'subscription',
    customer,
    client_reference_id: companyId,
    metadata: { company_id: companyId },
    subscription_data: { metadata: { company_id: companyId } },
    line_items: [{ price, quantity: 1 }],
    success_url: `${back}?paid=1`,
    cancel_url: back,
  })
  if (session.url === null) throw new Error('Stripe made a checkout without an address')
  return session.url
}

/** The page of Stripe's for cards, invoices and cancelling. */
export async function createPortal(customer: string, back: string): Promise<string> {
  return (await stripe().billingPortal.sessions.create({ customer, return_url: back })).url
}

export async function endAtPeriodEnd(subscription: string): Promise<void> {
  await stripe().subscriptions.update(subscription, { cancel_at_period_end: true })
}

export async function endNow(subscription: string): Promise<void> {
  await stripe().subscriptions.cancel(subscription)
}

/** Takes the end back, whichever way it was set. */
export async function resume(subscription: string, atPeriodEnd: boolean): Promise<void> {
  await stripe().subscriptions.update(subscription, atPeriodEnd ? { cancel_at_period_end: false } : { cancel_at: '' })
}

/** Whether any subscription of a Stripe customer still runs, as Stripe says it at this moment. */
export async function anySubscriptionRuns(customer: string): Promise<boolean> {
  for await (const { status } of stripe().subscriptions.list({ customer, status: 'all', limit: 100 })) {
    if (status === 'active' || status === 'trialing' || status === 'past_due') return true
  }
  return false
}
