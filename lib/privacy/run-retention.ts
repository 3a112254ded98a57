import { billingMode } from '../billing/billing-mode.ts'
import { CONTACT_DAYS } from '../contact/schema.ts'
import type { Day } from '../dates.ts'
import { now } from '../dates.ts'
import { env } from '../env.ts'
import { dataOf, DatabaseFault } from '../errors.ts'
import { runJobs } from '../jobs/run-jobs.ts'
import { log } from '../log.ts'
import { currentVersion, POLICY_NAMES } from '../policies/policy-versions.ts'
import { supabaseAdmin } from '../supabase/admin.ts'
import { anonymize, type AskStripe, type Outcome } from './anonymize.ts'

/** Restricted customers that one run takes away at most; the rest waits for another day. */
const PURGED_AT_MOST = 500
/** Seconds of one run after which no further company is begun. */
const BUDGET_SECONDS = 240

/**
 * The daily run, once for each day; null when that day had its run. With it the nightly look at Stripe, addresses that were not
 * found yet and the news of a changed policy are queued.
 */
export async function runRetention(day: Day, askStripe: AskStripe): Promise<Outcome[] | null> {
  const admin = supabaseAdmin()
  if (!dataOf(await admin.rpc('begin_retention_run', { p_day: day }))) return null
  if (billingMode(env()) === 'stripe') {
    const queued = await admin.rpc('queue_stripe_reread', { p_day: day })
    if (queued.error !== null) throw new DatabaseFault(queued.error)
  }
  if (env().MAPBOX_TOKEN !== undefined) dataOf(await admin.rpc('queue_all_positions'))
  const started = performance.now()
  const outcomes = await anonymize({
    admin,
    now: now(),
    askStripe,
    timeIsUp: () => performance.now() - started > BUDGET_SECONDS * 1000,
  })
  for (const outcome of outcomes) {
    log.info({ event: 'retention', company_id: outcome.companyId, erased: outcome.erased, ...why(outcome) })
  }
  const purged = dataOf(await admin.rpc('purge_restricted', { p_day: day, p_limit: PURGED_AT_MOST }))
  const letters = dataOf(await admin.rpc('purge_contact_messages', { p_days: CONTACT_DAYS }))
  let told = 0
  for (const policy of POLICY_NAMES) {
    const { version, on } = currentVersion(policy)
    told += dataOf(await admin.rpc('queue_policy_notices', { p_policy: policy, p_version: version, p_on: on }))
  }
  const finished = await admin.rpc('finish_retention_run', {
    p_day: day,
    p_result: { ...counted(outcomes), purged, letters, told },
  })
  if (finished.error !== null) throw new DatabaseFault(finished.error)
  return outcomes
}

const why = (outcome: Outcome): { refused?: string } => (outcome.erased ? {} : { refused: outcome.refused })

/** The night's erasure at a moment of somebody's choosing, files and certificate included: for the demo and its clock. */
export async function runRetentionNow(askStripe: AskStripe): Promise<Outcome[]> {
  const outcomes = await anonymize({ admin: supabaseAdmin(), now: now(), askStripe })
  await runJobs({ milliseconds: 20_000, kinds: ['finish_erasure'] })
  return outcomes
}

/** How many were erased, and how many refused by what. */
export function counted(outcomes: Outcome[]): Record<string, number> {
  const counts: Record<string, number> = { erased: 0 }
  for (const outcome of outcomes) {
    const key = outcome.erased ? 'erased' : outcome.refused
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}
