import { z } from 'zod'

const epoch = z.int().min(0).max(99_999_999_999)
const id = z.string().regex(/^[A-Za-z0-9_]{1,255}$/)
/** Either the id or the object itself, when Stripe was asked to expand it. */
const idOf = z.union([id, z.object({ id }).transform((object) => object.id)])

const eventSchema = z.object({
  id,
  type: z.string().min(1).max(100),
  created: epoch,
  /** Whose event it is, when it is that of a connected account: a customer's payment. */
  account: id.nullish(),
  data: z.object({ object: z.record(z.string(), z.unknown()) }),
})

const ourMark = z
  .object({ company_id: z.uuid() })
  .transform((metadata) => metadata.company_id)
  .nullable()
  .catch(null)

const subscriptionSchema = z.object({
  id,
  customer: idOf,
  metadata: ourMark.default(null),
  status: z.enum([
    'incomplete',
    'incomplete_expired',
    'trialing',
    'active',
    'past_due',
    'canceled',
    'unpaid',
    'paused',
  ]),
  cancel_at: epoch.nullish(),
  cancel_at_period_end: z.boolean(),
  /** Before 2025 the period stood on the subscription, since then on its items. */
  current_period_end: epoch.nullish(),
  ended_at: epoch.nullish(),
  items: z.object({
    data: z.array(
      z.object({
        current_period_end: epoch.nullish(),
        price: z.object({ recurring: z.object({ interval: z.string().max(20) }).nullish() }).nullish(),
      }),
    ),
  }),
})

const customerSchema = z.object({ id, metadata: ourMark })
const checkoutSchema = z.object({ customer: idOf.nullish(), metadata: ourMark })

const accountSchema = z.object({ metadata: ourMark, charges_enabled: z.boolean() })
const paidSchema = z.object({
  payment_status: z.string(),
  payment_intent: idOf.nullish(),
  amount_total: z.int().min(0).nullish(),
  currency: z.string().max(10).nullish(),
  metadata: z.object({ ask_id: z.uuid() }).nullable().catch(null),
})

/** What the database is told of an event of a connected account (apply_payment_event). */
export type PaymentEvent = {
  id: string
  type: string
  created: number
  account: string
  link: { company_id: string | null; takes_charges: boolean } | null
  payment: { ask_id: string; stripe_id: string; amount_cents: number; currency: string } | null
}

/** What the database is told of an event of our own (apply_stripe_event); `customer` is null when the event is none of ours. */
export type StripeEvent = {
  id: string
  type: string
  created: number
  customer: string | null
  company_id: string | null
  subscription: {
    id: string
    status: string
    interval: string | null
    cancel_at: number | null
    cancel_at_period_end: boolean
    current_period_end: number | null
    ended_at: number | null
  } | null
}

/** Reads a verified event. Throws when Stripe speaks in a form we do not know, so that the event comes again. */
export function readEvent(text: string): StripeEvent {
  const { data, ...head } = eventSchema.parse(JSON.parse(text))
  const event = { id: head.id, type: head.type, created: head.created }
  if (event.type.startsWith('customer.subscription.')) {
    const read = subscriptionSchema.parse(data.object)
    const ends = [read.current_period_end, ...read.items.data.map((item) => item.current_period_end)]
    return {
      ...event,
      customer: read.customer,
      company_id: read.metadata,
      subscription: {
        id: read.id,
        status: read.status,
        interval: read.items.data[0]?.price?.recurring?.interval ?? null,
        cancel_at: read.cancel_at ?? null,
        cancel_at_period_end: read.cancel_at_period_end,
        current_period_end: ends.reduce<number | null>(later, null),
        ended_at: read.ended_at ?? null,
      },
    }
  }
  if (event.type === 'customer.created' || event.type === 'customer.updated') {
    const read = customerSchema.parse({ metadata: null, ...data.object })
    return { ...event, customer: read.id, company_id: read.metadata, subscription: null }
  }
  if (event.type === 'checkout.session.completed') {
    const read = checkoutSchema.parse({ metadata: null, ...data.object })
    return { ...event, customer: read.customer ?? null, company_id: read.metadata, subscription: null }
  }
  return { ...event, customer: null, company_id: null, subscription: null }
}

/** Reads a verified event of ours, or of a connected account. Throws as readEvent() does. */
export function readAnyEvent(text: string): StripeEvent | PaymentEvent {
  const { data, id: eventId, type, created, account } = eventSchema.parse(JSON.parse(text))
  return account ? readPayment({ id: eventId, type, created, account }, data.object) : readEvent(text)
}

/** An account that was made or changed, or a checkout of ours that was paid; anything else says nothing. */
function readPayment(event: Omit<PaymentEvent, 'link' | 'payment'>, object: Record<string, unknown>): PaymentEvent {
  if (event.type === 'account.updated') {
    const read = accountSchema.parse({ metadata: null, ...object })
    return { ...event, link: { company_id: read.metadata, takes_charges: read.charges_enabled }, payment: null }
  }
  if (event.type === 'checkout.session.completed' || event.type === 'checkout.session.async_payment_succeeded') {
    const read = paidSchema.parse({ metadata: null, ...object })
    const { metadata, payment_intent, amount_total, currency } = read
    if (read.payment_status === 'paid' && metadata && payment_intent && amount_total && currency)
      return {
        ...event,
        link: null,
        payment: { ask_id: metadata.ask_id, stripe_id: payment_intent, amount_cents: amount_total, currency },
      }
  }
  return { ...event, link: null, payment: null }
}

function later(one: number | null, other: number | null | undefined): number | null {
  return other === null || other === undefined ? one : Math.max(one ?? 0, other)
}
