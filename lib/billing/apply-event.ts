import { z } from 'zod'
import { dataOf } from '../errors.ts'
import type { Admin } from '../jobs/run-jobs.ts'
import type { StripeEvent } from './read-event.ts'

const outcome = z.enum(['applied', 'known', 'late', 'parked', 'ignored', 'erased'])

/** Applies one verified event; the database does it once, in order, or throws and Stripe sends it again. */
export async function applyEvent(admin: Admin, event: StripeEvent): Promise<z.infer<typeof outcome>> {
  return outcome.parse(dataOf(await admin.rpc('apply_stripe_event', { p_event: event })))
}
