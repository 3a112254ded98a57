import { dataOf } from '../errors.ts'
import { log, logFault } from '../log.ts'
import type { Sweep } from './anonymize.ts'

/**
 * Closes every trial that is over and that nobody paid for, as of its end. Asks Stripe first, as the erasure does: whoever
 * paid while we did not hear of it is left for another day. The account was read-only from the end on already.
 */
export async function endTrials({ admin, now, askStripe, timeIsUp = () => false }: Sweep): Promise<void> {
  for (const companyId of dataOf(await admin.rpc('ended_trials', { p_now: now }))) {
    if (timeIsUp()) return
    try {
      if ((await askStripe(admin, companyId)) !== 'ended') continue
      if (dataOf(await admin.rpc('end_trial', { p_company_id: companyId, p_now: now })))
        log.info({ event: 'trial ended', company_id: companyId })
    } catch (error) {
      logFault('endTrials', error)
    }
  }
}
