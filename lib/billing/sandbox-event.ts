import { addMonths, epochSeconds, fromEpochSeconds } from '../dates.ts'
import { type Interval, isInterval, PLANS } from './plan.ts'
import { isEnding, type Subscription } from './queries.ts'

/** What may happen to a subscription of the sandbox. */
export const SANDBOX_STEPS = ['fail', 'pay', 'cancel', 'resume', 'end period', 'end now'] as const
export type SandboxStep = (typeof SANDBOX_STEPS)[number]

type Made = { companyId: string; eventId: string; nowSeconds: number }

/** The event Stripe would send for a new subscription of this company. */
export function sandboxSubscribed(
  interval: Interval,
  { subscriptionId, ...made }: Made & { subscriptionId: string },
): object {
  const ends = monthsLater(made.nowSeconds, interval)
  return event('created', made, { id: subscriptionId, interval, status: 'active', ends, cancels: false, endedAt: null })
}

/** The event Stripe would send when this happens to a subscription that runs. Its time is later than the one before. */
export function sandboxStepped(step: SandboxStep, known: Subscription, made: Made): object {
  const at = Math.max(made.nowSeconds, epochSeconds(known.event_created_at) + 1)
  const interval = known.interval !== null && isInterval(known.interval) ? known.interval : 'month'
  const ends = known.current_period_end === null ? at : epochSeconds(known.current_period_end)
  const is = { id: known.id, interval, status: known.status, ends, cancels: isEnding(known), endedAt: null }
  const at_ = { ...made, nowSeconds: at }
  if (step === 'end now' || (step === 'end period' && (is.cancels || is.status === 'past_due')))
    return event('deleted', at_, { ...is, status: 'canceled', endedAt: at })
  const change = {
    fail: { status: 'past_due' },
    pay: { status: 'active' },
    cancel: { cancels: true },
    resume: { cancels: false },
    'end period': { ends: monthsLater(ends, interval) },
  }[step]
  return event('updated', at_, { ...is, ...change })
}

type Told = { id: string; interval: Interval; status: string; ends: number; cancels: boolean; endedAt: number | null }

function event(type: 'created' | 'updated' | 'deleted', made: Made, told: Told): object {
  return {
    id: made.eventId,
    object: 'event',
    type: `customer.subscription.${type}`,
    created: made.nowSeconds,
    livemode: false,
    data: {
      object: {
        id: told.id,
        object: 'subscription',
        customer: `cus_sandbox_${made.companyId.replaceAll('-', '')}`,
        metadata: { company_id: made.companyId },
        status: told.status,
        cancel_at: told.cancels ? told.ends : null,
        cancel_at_period_end: told.cancels,
        ended_at: told.endedAt,
        items: {
          object: 'list',
          data: [
            {
              object: 'subscription_item',
              current_period_end: told.ends,
              price: {
                object: 'price',
                currency: 'usd',
                unit_amount: PLANS[told.interval].cents,
                recurring: { interval: told.interval, interval_count: 1 },
              },
            },
          ],
        },
      },
    },
  }
}

function monthsLater(seconds: number, interval: Interval): number {
  const iso = fromEpochSeconds(seconds)
  return epochSeconds(`${addMonths(iso.slice(0, 10), interval === 'year' ? 12 : 1)}${iso.slice(10)}`)
}
