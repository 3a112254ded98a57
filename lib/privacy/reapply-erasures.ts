import { dataOf } from '../errors.ts'
import { type AskStripe, eraseOne, type Outcome } from './anonymize.ts'
import type { Admin } from '../jobs/run-jobs.ts'
import { erasureFacts } from './erasure-list.ts'
import type { ListedErasure } from './schema.ts'

/**
 * After a backup was restored: erases again whoever is on the list and stands in the database as if nothing had been. The
 * account is closed as it was, then the sweep and its layers decide as on any day.
 */
export async function reapplyErasures(
  { admin, now, askStripe }: { admin: Admin; now: string; askStripe: AskStripe },
  list: ListedErasure[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const entry of list) {
    const { company } = await erasureFacts(admin, entry.company_id)
    if (company === null || company.erased_at !== null) continue
    dataOf(await admin.rpc('close_again', { p_company_id: entry.company_id, p_clock: entry.clock_started_at }))
    outcomes.push(await eraseOne({ admin, now, askStripe }, entry.company_id))
  }
  return outcomes
}
