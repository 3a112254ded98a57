import { createHash } from 'node:crypto'
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

/** A refusal of Stripe's, by its code; its message may name a card or a person and stays out. */
export class StripeFault extends Error {
  readonly code: string
  constructor(status: number | undefined, code: string) {
    super(`Stripe answered ${status ?? 'nothing'} ${code}`)
    this.name = 'StripeFault'
    this.code = code
  }
}

async function ask<T>(call: (api: Stripe) => Promise<T>): Promise<T> {
  try {
    return await call(stripe())
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) throw new StripeFault(error.statusCode, error.code ?? error.type)
    throw error
  }
}

/** Makes the company's customer; asked twice within a day, Stripe answers with the same one. Its event makes the link. */
export async function createCustomer(companyId: string): Promise<string> {
  const metadata = { company_id: companyId }
  const made = await ask((api) => api.customers.create({ metadata }, { idempotencyKey: `customer/${companyId}` }))
  return made.id
}

/** The page of Stripe's where the company pays for a plan. */
export async function createCheckout(
  companyId: string,
  customer: string,
  price: string,
  back: string,
): Promise<string> {
  const session = await ask((api) =>
    api.checkout.sessions.create({
      mode: 'subscription',
      customer,
      client_reference_id: companyId,
      metadata: { company_id: companyId },
      subscription_data: { metadata: { company_id: companyId } },
      line_items: [{ price, quantity: 1 }],
      success_url: `${back}?paid=1`,
      cancel_url: back,
    }),
  )
  if (session.url === null) throw new Error('Stripe made a checkout without an address')
  return session.url
}

/** The page of Stripe's for cards, invoices and cancelling. */
export async function createPortal(customer: string, back: string): Promise<string> {
  return (await ask((api) => api.billingPortal.sessions.create({ customer, return_url: back }))).url
}

export async function endAtPeriodEnd(subscription: string): Promise<void> {
  await ask((api) => api.subscriptions.update(subscription, { cancel_at_period_end: true }))
}

export async function endNow(subscription: string): Promise<void> {
  await ask((api) => api.subscriptions.cancel(subscription))
}

/** Takes the end back, whichever way it was set. */
export async function resume(subscription: string, atPeriodEnd: boolean): Promise<void> {
  const fields = atPeriodEnd ? { cancel_at_period_end: false } : { cancel_at: '' as const }
  await ask((api) => api.subscriptions.update(subscription, fields))
}

/** Whether any subscription of a Stripe customer still runs, as Stripe says it at this moment; of a deleted one none does. */
export async function anySubscriptionRuns(customer: string): Promise<boolean> {
  const known = await ask((api) => api.customers.retrieve(customer))
  if (known.deleted === true) return false
  return (await listSubscriptions(customer)).some(
    ({ status }) => status === 'active' || status === 'trialing' || status === 'past_due',
  )
}

/** Every subscription a Stripe customer has or had, ended ones too. */
export async function listSubscriptions(customer: string): Promise<Stripe.Subscription[]> {
  return ask((api) =>
    api.subscriptions.list({ customer, status: 'all', limit: 100 }).autoPagingToArray({ limit: 10_000 }),
  )
}

/** The customer as Stripe has it; one that was deleted there holds nothing but its id. */
export async function getCustomer(customer: string): Promise<object> {
  return ask((api) => api.customers.retrieve(customer))
}

/** Deletes the customer with name, address and cards; Stripe keeps what tax law makes it keep. One that is gone is done. */
export async function deleteCustomer(customer: string): Promise<void> {
  await ask((api) => api.customers.del(customer)).catch((error: unknown) => {
    if (!(error instanceof StripeFault && error.code === 'resource_missing')) throw error
  })
}

/** Makes the company's own account for card payments of its customers; asked twice within a day, Stripe answers with the same one. */
export async function createAccount(companyId: string): Promise<string> {
  const metadata = { company_id: companyId }
  const made = await ask((api) =>
    api.accounts.create({ type: 'standard', metadata }, { idempotencyKey: `account/${companyId}` }),
  )
  return made.id
}

/** The page of Stripe's where the company tells Stripe who it is. */
export async function createAccountLink(account: string, back: string): Promise<string> {
  const link = await ask((api) =>
    api.accountLinks.create({ account, refresh_url: back, return_url: back, type: 'account_onboarding' }),
  )
  return link.url
}

/** The page of Stripe's where an invoice is paid, on the company's own account. The same ask leads to the same page. */
export async function createInvoiceCheckout(
  asked: { id: string; account: string; amount_cents: number; currency: string; number: number },
  back: string,
): Promise<string> {
  const session = await ask((api) =>
    api.checkout.sessions.create(
      {
        mode: 'payment',
        metadata: { ask_id: asked.id },
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: asked.currency,
              unit_amount: asked.amount_cents,
              product_data: { name: `Invoice ${asked.number}` },
            },
          },
        ],
        success_url: `${back}?paid=1`,
        cancel_url: back,
      },
      // Somebody waits for this page. Stripe refuses a known key with another address to come back to.
      {
        stripeAccount: asked.account,
        idempotencyKey: `invoice/${asked.id}/${hashOf(back)}`,
        timeout: 8_000,
        maxNetworkRetries: 1,
      },
    ),
  )
  if (session.url === null) throw new Error('Stripe made a checkout without an address')
  return session.url
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
