import 'server-only'
import { ok, refusalSentence, refuse, type Result } from '../errors.ts'
import { askStripe } from '../privacy/ask-stripe.ts'
import { runRetentionNow } from '../privacy/run-retention.ts'
import { findBillingMode } from './find-billing-mode.ts'

/** What the cron does at 4 o'clock, now, and whether it erased this company. Only where the sandbox is. */
export async function runNight(companyId: string): Promise<Result<{ erased: boolean }>> {
  if ((await findBillingMode()) !== 'sandbox') return refuse('clock_is_real', refusalSentence('clock_is_real') ?? '')
  const outcomes = await runRetentionNow(askStripe)
  return ok({ erased: outcomes.some((one) => one.companyId === companyId && one.erased) })
}
