/** What a price is for. */
export const PRICE_KINDS = ['test', 'labour', 'trip', 'no_show', 'filing_fee', 'part'] as const

export type PriceKind = (typeof PRICE_KINDS)[number]
export const PRICE_KIND_WORDS: Readonly<Record<PriceKind, string>> = {
  test: 'Test',
  labour: 'Labour, an hour',
  trip: 'Trip',
  no_show: 'Missed visit',
  filing_fee: 'Filing fee',
  part: 'Part',
}
