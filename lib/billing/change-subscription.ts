import { randomUUID } from 'node:crypto'
import 'server-only'
import type { Context } from '../context.ts'
import { epochSeconds } from '../dates.ts'
import { env } from '../env.ts'
import { ok, type Refusal, refusalSentence, refuse, type Result } from '../errors.ts'
import { createCheckout, createCustomer, createPortal, endAtPeriodEnd, endNow, resume } from '../providers/stripe.ts'
import { findBillingMode } from './find-billing-mode.ts'
import type { Interval } from './plan.ts'
import { getBilling, isEnding, runs, type Subscription } from './queries.ts'
import { type SandboxStep, sandboxStepped, sandboxSubscribed } from './sandbox-event.ts'
import { sendSandboxEvent } from './send-sandbox-event.ts'

type Who = Pick<Context, 'db' | 'company'>
/** Where to go on, when it is done elsewhere. */
type Changed = Promise<Result<{ url: string | null }>>

/** Begins a subscription: at Stripe's checkout, or at once in the sandbox. The event that follows opens the account. */
export async function subscribe({ db, company }: Who, interval: Interval): Changed {
  const mode = await findBillingMode()
  if (mode === 'off') return refusal('billing_off')
  const { customer, subscriptions } = await getBilling(db)
  if (subscriptions.some(runs)) return refusal('already_subscribed')
  if (mode === 'sandbox') {
    await sendSandboxEvent(sandboxSubscribed(interval, { ...made(company), subscriptionId: sandboxId('sub') }))
    return ok({ url: null })
  }
  const { STRIPE_PRICE_MONTHLY = '', STRIPE_PRICE_YEARLY = '' } = env()
  const price = interval === 'year' ? STRIPE_PRICE_YEARLY : STRIPE_PRICE_MONTHLY
  const payer = customer ?? (await createCustomer(company.id))
  return ok({ url: await createCheckout(company.id, payer, price, billingPage()) })
}

/** Stripe's own page for cards and invoices; the sandbox has none. */
export async function manage({ db }: Who): Changed {
  const { customer } = await getBilling(db)
  if ((await findBillingMode()) !== 'stripe') return refusal('billing_off')
  return customer === null ? refusal('no_subscription') : ok({ url: await createPortal(customer, billingPage()) })
}

/** Ends every subscription that runs, at once or with what is paid. */
export async function endSubscriptions(who: Who, when: 'now' | 'period end'): Changed {
  return onEach(who, (one) => runs(one) && (when === 'now' || !isEnding(one)), when === 'now' ? 'end now' : 'cancel')
}

/** Takes back the end of every subscription that still runs. */
export async function resumeSubscriptions(who: Who): Changed {
  return onEach(who, (one) => runs(one) && isEnding(one), 'resume')
}

/** What only the sandbox can make happen: a failed payment, one that goes through, the end of a period. */
export async function stepSandbox(who: Who, step: 'fail' | 'pay' | 'end period'): Changed {
  if ((await findBillingMode()) !== 'sandbox') return refusal('billing_off')
  return onEach(who, runs, step)
}

/**
 * What Stripe does by itself as time passes: each period that is over by then renews, or ends what was cancelled or not
 * paid. For the sandbox alone, whose clock was moved.
 */
export async function endPeriodsUntil({ db, company }: Who, instant: string): Promise<void> {
  for (;;) {
    const running = (await getBilling(db)).subscriptions.filter(runs)
    const over = running.find(({ current_period_end: end }) => end !== null && Date.parse(end) <= Date.parse(instant))
    if (over === undefined) return
    const now = over.current_period_end ?? instant
    await sendSandboxEvent(sandboxStepped('end period', over, made({ ...company, now })))
  }
}

async function onEach({ db, company }: Who, which: (one: Subscription) => boolean, step: SandboxStep): Changed {
  const mode = await findBillingMode()
  if (mode === 'off') return refusal('billing_off')
  const chosen = (await getBilling(db)).subscriptions.filter(which)
  if (chosen.length === 0) return refusal('no_subscription')
  for (const one of chosen) {
    if (mode === 'sandbox') await sendSandboxEvent(sandboxStepped(step, one, made(company)))
    else if (step === 'end now') await endNow(one.id)
    else if (step === 'cancel') await endAtPeriodEnd(one.id)
    else if (step === 'resume') await resume(one.id, one.cancel_at_period_end)
  }
  return ok({ url: null })
}

const made = ({ id, now }: Who['company']) => ({
  companyId: id,
  eventId: sandboxId('evt'),
  nowSeconds: epochSeconds(now),
})

const sandboxId = (kind: string): string => `${kind}_sandbox_${randomUUID().replaceAll('-', '')}`

const billingPage = (): string => `${env().APP_ORIGIN}/settings/billing`

function refusal(code: string): Refusal {
  return refuse(code, refusalSentence(code) ?? '')
}
