import { type Account, accountEnd } from '../billing/account-state.ts'
import { dayOfInstant, daysBetween, formatDay } from '../dates.ts'

export type AccountNotice = { tone: 'info' | 'warn'; sentence: string }

/** Days before a trial's end from which the banner counts them. */
const TRIAL_NOTICE_DAYS = 5

/** The one sentence above every page: read-only, a payment that failed, a trial about to end; null when all is well. */
export function accountNotice(company: Account & { writable: boolean }): AccountNotice | null {
  if (!company.writable) {
    const end = accountEnd(company)
    if (end === null) return { tone: 'warn', sentence: 'This account is read-only.' }
    return {
      tone: 'warn',
      sentence: `The ${end.what} ended on ${formatDay(end.endsOn)}. This account is read-only: everything can be viewed and exported until ${formatDay(end.deletedAfter)}; after that it is deleted.`,
    }
  }
  if (company.subscription_status === 'past_due') {
    return {
      tone: 'warn',
      sentence: 'The last payment did not go through. An admin can settle it before the account becomes read-only.',
    }
  }
  if (company.deletion_clock_starts_at !== null) {
    const ends = formatDay(dayOfInstant(company.deletion_clock_starts_at, company.time_zone))
    return { tone: 'warn', sentence: `This account ends on ${ends} and is read-only from then on.` }
  }
  if (company.subscription_status !== 'trialing') return null
  const ends = dayOfInstant(company.trial_ends_at, company.time_zone)
  const left = daysBetween(dayOfInstant(company.now, company.time_zone), ends)
  if (left > TRIAL_NOTICE_DAYS) return null
  const when = left <= 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${left} days, on ${formatDay(ends)}`
  return { tone: 'info', sentence: `Your trial ends ${when}. After that the account is read-only until you subscribe.` }
}
