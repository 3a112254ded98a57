import { dataOf } from '../errors.ts'
import { logFault } from '../log.ts'
import type { Admin } from '../jobs/run-jobs.ts'
import { endTrials } from './end-trials.ts'
import { type SweepOutcome, sweepOutcomeSchema } from './schema.ts'

/*
 * How a closed account is erased, in words for whoever has to answer for it.
 *
 * A company's data is kept as long as its subscription or trial lasts. When that ends, a clock starts; for GRACE_DAYS days the
 * account can be read and exported, and whoever subscribes again loses nothing. After that the daily run erases it. It writes
 * nothing unless three layers agree, each on its own, inside the same transaction that erases:
 *
 *   1. Identity: the company exists and was not erased before.
 *   2. Cancellation: its subscription is canceled. A trial nobody paid for is closed by the first daily run after its end.
 *   3. Grace: its clock was started, and at least GRACE_DAYS days have passed since.
 *
 * Besides, an operator's legal hold stops it and is named; and Stripe is asked once more before each company. If the
 * subscription lives there, or Stripe does not answer, the company is left alone until another day.
 *
 * What remains: that there was an account and when it ended; what happened in it and when, but not who did it; and sent
 * invoices with the bill-to name, address and number, and what was charged and paid. Everything else goes, sign-ins last. A
 * person who has a profile in another company keeps the sign-in. supabase/migrations/0180_erasure.sql does all of this.
 * Stored files, the customer at Stripe and the entry in the list outside the database follow by a job that cannot get lost
 * (finish-erasure.ts); the certificate is final once nothing of that is left to do.
 */

/** What Stripe says about a company's subscription at this moment. */
export type AskStripe = (admin: Admin, companyId: string) => Promise<'ended' | 'alive' | 'no answer'>

export type Outcome = { companyId: string } & (
  | SweepOutcome
  | { erased: false; refused: 'alive at Stripe' | 'no answer from Stripe' | 'fault' }
)

export type Sweep = {
  admin: Admin
  now: string
  askStripe: AskStripe
  /** No further company is begun once this says so; the rest waits for another day. */
  timeIsUp?: () => boolean
}

/** Closes trials that are over, then erases every company whose grace has expired, one transaction each. A fault with one leaves the others their turn. */
export async function anonymize({ admin, now, askStripe, timeIsUp = () => false }: Sweep): Promise<Outcome[]> {
  await endTrials({ admin, now, askStripe, timeIsUp })
  const due = dataOf(await admin.rpc('companies_to_erase', { p_now: now }))
  const outcomes: Outcome[] = []
  for (const { company_id: companyId } of due) {
    if (timeIsUp()) break
    outcomes.push(await eraseOne({ admin, now, askStripe }, companyId))
  }
  return outcomes
}

/** One company: asks Stripe, and sweeps if the layers allow it. */
export async function eraseOne({ admin, now, askStripe }: Sweep, companyId: string): Promise<Outcome> {
  try {
    const answer = await askStripe(admin, companyId).catch((error: unknown) => {
      logFault('askStripe', error)
      return 'no answer' as const
    })
    if (answer === 'alive') return { companyId, erased: false, refused: 'alive at Stripe' }
    if (answer === 'no answer') return { companyId, erased: false, refused: 'no answer from Stripe' }
    const swept = dataOf(await admin.rpc('sweep_company', { p_company_id: companyId, p_now: now }))
    return { companyId, ...sweepOutcomeSchema.parse(swept) }
  } catch (error) {
    logFault('anonymize', error)
    return { companyId, erased: false, refused: 'fault' }
  }
}
