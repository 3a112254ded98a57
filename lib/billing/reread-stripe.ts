import { z } from 'zod'
import { epochSeconds } from '../dates.ts'
import { env } from '../env.ts'
import { dataOf } from '../errors.ts'
import type { Admin, Job, JobOutcome } from '../jobs/run-jobs.ts'
import { log, logFault } from '../log.ts'
import { getCustomer, listSubscriptions, StripeFault } from '../providers/stripe.ts'
import { applyEvent } from './apply-event.ts'
import { billingMode } from './billing-mode.ts'
import { readEvent, type StripeEvent } from './read-event.ts'

/** Customers of one slice: few enough that a slow Stripe does not outlast the job's lease. */
const SLICE = 10
/** Our clock may be ahead of Stripe's: what is read counts as a little older, so that a real event always wins. */
const EARLIER_SECONDS = 60

const payloadSchema = z.object({ after: z.string() })
type Subscription = NonNullable<StripeEvent['subscription']>
const knownSchema: z.ZodType<Subscription[]> = z.array(
  z.object({
    id: z.string(),
    status: z.string(),
    interval: z.string().nullable(),
    cancel_at: z.number().nullable(),
    cancel_at_period_end: z.boolean(),
    current_period_end: z.number().nullable(),
    ended_at: z.number().nullable(),
  }),
)
type Asked = { customer: string; company_id: string | null; known: unknown }

/**
 * The nightly job: reads every customer's subscriptions from Stripe again and applies what differs from what we know, as
 * if Stripe had just sent it; a customer nobody knew is taken up once Stripe names its company. When Stripe cannot be
 * asked the job fails and is tried again; without keys there is nothing to ask.
 */
export async function rereadStripe(admin: Admin, job: Job): Promise<JobOutcome> {
  if (billingMode(env()) !== 'stripe') return { done: true }
  const { after } = payloadSchema.parse(job.payload)
  const slice = dataOf(await admin.rpc('stripe_to_reread', { p_after: after, p_limit: SLICE }))
  for (const asked of slice) {
    try {
      await rereadCustomer(admin, asked)
    } catch (error) {
      // Stripe itself is in trouble: later. Anything else is about this one customer and must not hold up the others.
      if (error instanceof StripeFault && error.code !== 'resource_missing') throw error
      logFault('reread stripe', error)
    }
  }
  const last = slice.at(-1)
  return last === undefined ? { done: true } : { again: { after: last.customer } }
}

async function rereadCustomer(admin: Admin, { customer, company_id, known }: Asked): Promise<void> {
  const created = epochSeconds() - EARLIER_SECONDS
  const read = (await listSubscriptions(customer)).map((object) =>
    eventOf('customer.subscription.updated', `reread_${object.id}_${created}`, created, object),
  )
  const companyId = company_id ?? (await takeUp(admin, customer, created, read))
  if (companyId === null) return
  const before = new Map(knownSchema.parse(known).map((one) => [one.id, one]))
  for (const event of read) {
    if (event.subscription === null || !differs(before.get(event.subscription.id), event.subscription)) continue
    const outcome = await applyEvent(admin, { ...event, company_id: companyId })
    log.info({ event: 'reread stripe', company_id: companyId, subscription: event.subscription.id, outcome })
  }
}

/** Links a customer nobody knew, when Stripe says whose it is; its id is made of both, so it is tried once. */
async function takeUp(admin: Admin, customer: string, created: number, read: StripeEvent[]): Promise<string | null> {
  const named = eventOf('customer.updated', 'reread', created, await getCustomer(customer)).company_id
  const company = named ?? read.find((event) => event.company_id !== null)?.company_id ?? null
  if (company === null) return null
  const id = `reread_${customer}_${company.replaceAll('-', '')}`
  const outcome = await applyEvent(admin, {
    id,
    type: 'customer.updated',
    created,
    customer,
    company_id: company,
    subscription: null,
  })
  log.info({ event: 'reread stripe', company_id: company, outcome })
  return outcome === 'applied' ? company : null
}

/** What Stripe answered, read as the event that would have told it. */
function eventOf(type: string, id: string, created: number, object: object): StripeEvent {
  return readEvent(JSON.stringify({ id, type, created, data: { object } }))
}

function differs(known: Subscription | undefined, read: Subscription): boolean {
  if (known === undefined) return true
  return (
    known.status !== read.status ||
    known.interval !== read.interval ||
    known.cancel_at !== read.cancel_at ||
    known.cancel_at_period_end !== read.cancel_at_period_end ||
    known.current_period_end !== read.current_period_end ||
    (read.status === 'canceled' && read.ended_at !== null && known.ended_at !== read.ended_at)
  )
}
