import { secondsAfter } from '../dates.ts'
import { type Account, accountEnd } from './account-state.ts'
import { GRACE_DAYS } from './plan.ts'
import { type Billing, runs } from './queries.ts'

const DAY = 86_400

export type ClockStop = { label: string; to: string }

/** Where the demo's clock can be moved to: a day on, and just before and after whatever comes next for the account. */
export function clockStops(account: Account, { subscriptions }: Billing): ClockStop[] {
  const end = accountEnd(account)
  const renews = subscriptions.find(runs)?.current_period_end ?? null
  const next: (ClockStop | null)[] = end?.ended
    ? [
        { label: `To day ${GRACE_DAYS - 1} after the end`, to: secondsAfter(end.endsAt, (GRACE_DAYS - 1) * DAY) },
        { label: `To day ${GRACE_DAYS + 1} after the end`, to: secondsAfter(end.endsAt, (GRACE_DAYS + 1) * DAY) },
      ]
    : end !== null
      ? [
          { label: `To the day before the ${end.what} ends`, to: secondsAfter(end.endsAt, -DAY) },
          { label: `To the end of the ${end.what}`, to: secondsAfter(end.endsAt, 1) },
        ]
      : [renews === null ? null : { label: 'To the end of the paid period', to: secondsAfter(renews, 1) }]
  const ahead = next.filter((stop) => stop !== null && Date.parse(stop.to) > Date.parse(account.now))
  return [{ label: 'Forward 1 day', to: secondsAfter(account.now, DAY) }, ...ahead.filter((stop) => stop !== null)]
}
