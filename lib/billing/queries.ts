import { z } from 'zod'
import { dataOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

const subscription = z.object({
  id: z.string(),
  status: z.string(),
  interval: z.string().nullable(),
  cancel_at: z.string().nullable(),
  cancel_at_period_end: z.boolean(),
  current_period_end: z.string().nullable(),
  event_created_at: z.string(),
})
const billing = z.object({ customer: z.string().nullable(), subscriptions: z.array(subscription) })

export type Subscription = z.infer<typeof subscription>
export type Billing = z.infer<typeof billing>

/** The company's Stripe customer and its subscriptions as last read; those that run come first. */
export async function getBilling(db: Supabase): Promise<Billing> {
  return billing.parse(dataOf(await db.rpc('my_billing')))
}

const RUNNING = new Set(['active', 'trialing', 'past_due'])

export function runs({ status }: Subscription): boolean {
  return RUNNING.has(status)
}

/** True for a subscription that has its end set. */
export function isEnding({ cancel_at, cancel_at_period_end }: Subscription): boolean {
  return cancel_at !== null || cancel_at_period_end
}
