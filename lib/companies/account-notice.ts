import { accountEnd } from '../billing/account-state.ts'
import { type Day, dayOfInstant, daysBetween, formatDay } from '../dates.ts'

export type AccountNotice = { tone: 'info' | 'warn'; sentence: string }

type Account = {
  time_zone: string
  subscription_status: 'trialing' | 'active' | 'past_due' | 'canceled'
  trial_ends_at: string
  deletion_clock_starts_at: string | null
  writable: boolean
}

/** Days before a trial's end from which the banner counts them. */
const TRIAL_NOTICE_DAYS = 5

/** The one sentence above every page: read-only, a payment that failed, a trial about to end; null when all is well. */
export function accountNotice(company: Account, today: Day): AccountNotice | null {
  if (!company.writable) {
    const end = accountEnd(company)
    const until = end === null ? '' : ` until ${formatDay(end.deletedAfter)}; after that it is deleted`
    return {
      tone: 'warn',
      sentence: `This account is read-only. Everything can still be viewed and exported${until}.`,
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
  const left = daysBetween(today, ends)
  if (left > TRIAL_NOTICE_DAYS) return null
  const when = left <= 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${left} days, on ${formatDay(ends)}`
  return { tone: 'info', sentence: `Your trial ends ${when}. After that the account is read-only until you subscribe.` }
}
