import 'server-only'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { env } from '../env.ts'
import { ok, refusalSentence, refuse, type Result } from '../errors.ts'
import { endPeriodsUntil } from './change-subscription.ts'
import { findBillingMode } from './find-billing-mode.ts'

/**
 * Moves this company's clock forward, then lets happen what Stripe would have done meanwhile. Only where the sandbox is:
 * elsewhere neither the gateway's door nor the database's offset exists (supabase/local/clock.ts).
 */
export async function moveClock(who: Pick<Context, 'db' | 'company'>, to: string): Promise<Result<null>> {
  if ((await findBillingMode()) !== 'sandbox') return refuse('clock_is_real', refusalSentence('clock_is_real') ?? '')
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env()
  const answer = await fetch(`${SUPABASE_URL}/local/v1/clock`, {
    method: 'POST',
    headers: { apikey: SUPABASE_SECRET_KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ company_id: who.company.id, to }),
    signal: AbortSignal.timeout(10_000),
  })
  if (!answer.ok) throw new Error(`the gateway answered the clock with ${answer.status}`)
  const { now } = z.object({ now: z.string() }).parse(await answer.json())
  await endPeriodsUntil(who, now)
  return ok(null)
}
