import { addDays, type Day, dayOfInstant, formatDay } from '../dates.ts'
import { GRACE_DAYS, isInterval, PLANS } from './plan.ts'
import { type Billing, isEnding, runs } from './queries.ts'

export type Account = {
  time_zone: string
  subscription_status: 'trialing' | 'active' | 'past_due' | 'canceled'
  trial_ends_at: string
  deletion_clock_starts_at: string | null
  /** The present by the account's own clock. */
  now: string
}

export type AccountEnd = {
  /** What ends: a trial nobody paid for ends the same way before and after the daily run has closed it. */
  what: 'trial' | 'account'
  endsAt: string
  ended: boolean
  endsOn: Day
  deletedAfter: Day
}

/** When an account ends or ended, and from which day on it may be deleted; null while it has no end. */
export function accountEnd(account: Account): AccountEnd | null {
  const { subscription_status: status, trial_ends_at: trialEnds, deletion_clock_starts_at: clock } = account
  const endsAt = clock ?? (status === 'trialing' ? trialEnds : null)
  if (endsAt === null) return null
  const endsOn = dayOfInstant(endsAt, account.time_zone)
  return {
    what: isSame(endsAt, trialEnds) && (status === 'trialing' || status === 'canceled') ? 'trial' : 'account',
    endsAt,
    ended: status === 'canceled' || Date.parse(endsAt) <= Date.parse(account.now),
    endsOn,
    deletedAfter: addDays(endsOn, GRACE_DAYS),
  }
}

const isSame = (one: string, other: string): boolean => Date.parse(one) === Date.parse(other)

export type AccountState = {
  tone: 'info' | 'warn' | 'done'
  sentence: string
  facts: { label: string; value: string }[]
}

/** Where the account stands, in plain words with its days. */
export function accountState(account: Account, { subscriptions }: Billing): AccountState {
  const running = subscriptions.find(runs)
  const end = accountEnd(account)
  const plan = running?.interval != null && isInterval(running.interval) ? PLANS[running.interval].name : null
  const paidUntil =
    running?.current_period_end == null ? null : dayOfInstant(running.current_period_end, account.time_zone)
  const facts = [
    { label: 'Plan', value: plan ?? (account.subscription_status === 'trialing' ? 'Trial' : 'None') },
    ...(account.subscription_status === 'trialing' || end?.what === 'trial'
      ? [
          {
            label: end?.ended ? 'Trial ended' : 'Trial ends',
            value: formatDay(dayOfInstant(account.trial_ends_at, account.time_zone)),
          },
        ]
      : []),
    ...(paidUntil === null ? [] : [{ label: 'Paid until', value: formatDay(paidUntil) }]),
    ...(end === null ? [] : [{ label: 'Read-only from', value: formatDay(end.endsOn) }]),
    ...(end === null ? [] : [{ label: 'Deleted after', value: formatDay(end.deletedAfter) }]),
  ]
  return { ...words(account, end, paidUntil, running !== undefined && isEnding(running)), facts }
}

function words(
  account: Account,
  end: AccountEnd | null,
  paidUntil: Day | null,
  ending: boolean,
): Pick<AccountState, 'tone' | 'sentence'> {
  if (end?.ended) {
    return {
      tone: 'warn',
      sentence: `The ${end.what} ended on ${formatDay(end.endsOn)}. Everything can be viewed and exported until ${formatDay(end.deletedAfter)}; after that it is deleted, unless somebody subscribes.`,
    }
  }
  if (account.subscription_status === 'past_due') {
    return {
      tone: 'warn',
      sentence:
        'The last payment did not go through. Everything still works; settle it before the account becomes read-only.',
    }
  }
  if (end !== null && account.deletion_clock_starts_at !== null) {
    return {
      tone: 'warn',
      sentence: `${ending ? 'The subscription was cancelled' : 'The account is being closed'}: everything works until ${formatDay(end.endsOn)}, is read-only from then on and is deleted after ${formatDay(end.deletedAfter)}.`,
    }
  }
  if (end !== null) {
    return {
      tone: 'info',
      sentence: `The trial runs until ${formatDay(end.endsOn)}. Without a subscription the account is read-only from then on.`,
    }
  }
  return {
    tone: 'done',
    sentence:
      paidUntil === null
        ? 'The account is open. No subscription is on file for it.'
        : `The subscription runs. It is paid until ${formatDay(paidUntil)} and renews then.`,
  }
}

type Choice = { value: 'now' | 'period end'; label: string; help: string }

/** What the page for closing offers: when it may end, and how it is opened again. */
export function closingChoices(
  account: Account,
  { subscriptions }: Billing,
): { choices: Choice[]; reopen: 'take back' | 'subscribe' | null } {
  const running = subscriptions.find(runs)
  const end = accountEnd(account)
  const trialRuns =
    account.subscription_status !== 'past_due' && Date.parse(account.trial_ends_at) > Date.parse(account.now)
  if (account.subscription_status === 'canceled') {
    return { choices: [], reopen: trialRuns && !subscriptions.some(wasPaid) ? 'take back' : 'subscribe' }
  }
  const at: Choice = { value: 'now', label: 'At once', help: 'Nothing can be changed any more from this moment on.' }
  const closing = account.deletion_clock_starts_at !== null
  if (closing || end?.ended) {
    const reopen = closing && (running !== undefined ? isEnding(running) : trialRuns) ? 'take back' : 'subscribe'
    return { choices: [at], reopen }
  }
  const until = running?.current_period_end ?? end?.endsAt ?? null
  if (until === null) return { choices: [at], reopen: null }
  const paid = running !== undefined
  const day = formatDay(dayOfInstant(until, account.time_zone))
  const later: Choice = {
    value: 'period end',
    label: paid ? 'At the end of what is paid' : 'When the trial ends',
    help: `Everything works until ${day}.`,
  }
  return { choices: [later, at], reopen: null }
}

/** A checkout that was never finished does not count. */
const wasPaid = ({ status }: Billing['subscriptions'][number]): boolean => !status.startsWith('incomplete')
