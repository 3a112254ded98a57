/** What FlowTrack Pro costs, how long a trial lasts and how long a closed account is kept. Written here and nowhere else. */
export const PLANS = {
  month: { name: 'Monthly', cents: 7900, per: 'month' },
  year: { name: 'Yearly', cents: 79_000, per: 'year' },
} as const satisfies Record<string, { name: string; cents: number; per: string }>
export type Interval = keyof typeof PLANS

export const INTERVALS = ['month', 'year'] as const satisfies readonly Interval[]

export function isInterval(text: string): text is Interval {
  return Object.hasOwn(PLANS, text)
}

/** Days a new company tries everything, without a card; the column companies.trial_ends_at defaults to the same. */
export const TRIAL_DAYS = 14

/** Days a closed account stays readable before it is deleted. A constant, not a setting. */
export const GRACE_DAYS = 30
