import type { AskStripe } from './anonymize.ts'

/** Without Stripe nothing can be alive there: the answer where no Stripe key is set. */
export const withoutStripe: AskStripe = async () => 'ended'
