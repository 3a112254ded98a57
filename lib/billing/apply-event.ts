import { z } from 'zod'
import { dataOf } from '../errors.ts'
import type { Admin } from '../jobs/run-jobs.ts'
import type { PaymentEvent, StripeEvent } from './read-event.ts'

const outcome = z.enum(['applied', 'known', 'late', 'parked', 'ignored', 'erased'])

/** Applies one verified event; the database does it once, in order, or throws and Stripe sends it again. */
export async function applyEvent(admin: Admin, event: StripeEvent | PaymentEvent): Promise<z.infer<typeof outcome>> {
  const name = 'account' in event ? 'apply_payment_event' : 'apply_stripe_event'
  return outcome.parse(dataOf(await admin.rpc(name, { p_event: event })))
}
