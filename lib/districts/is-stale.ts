import { addDays, type Day } from '../dates.ts'

/** Whether an entry of the rulebook is to be checked again: its year is over, or the desk marked it. */
export function isStale(entry: { verified_on: Day; stale_after_days: number }, today: Day): boolean {
  return addDays(entry.verified_on, entry.stale_after_days) < today
}
