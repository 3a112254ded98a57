import { billingMode } from '../billing/billing-mode.ts'
import { env } from '../env.ts'
import { DatabaseFault } from '../errors.ts'
import { anySubscriptionRuns } from '../providers/stripe.ts'
import type { AskStripe } from './anonymize.ts'

/**
 * Asks Stripe whether the company pays after all. Who never had a Stripe customer does not; in the sandbox the database
 * knows as much as Stripe would; a company that has one while no key is set is left alone.
 */
export const askStripe: AskStripe = async (admin, companyId) => {
  const { data, error } = await admin.rpc('stripe_customer_of', { p_company_id: companyId })
  if (error !== null) throw new DatabaseFault(error)
  const customer: string | null = data
  if (customer === null) return 'ended'
  const mode = billingMode(env())
  if (mode !== 'stripe') return mode === 'sandbox' ? 'ended' : 'no answer'
  return (await anySubscriptionRuns(customer)) ? 'alive' : 'ended'
}
