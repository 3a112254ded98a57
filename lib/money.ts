/** Money: whole cents, never fractions of one. */

export type ParsedCents =
  | { ok: true; cents: number }
  | { ok: false; code: 'blank' | 'not_an_amount' | 'too_many_decimals' | 'too_large'; message: string }

/** The largest amount a 32-bit integer column holds: $21,474,836.47. */
export const MAX_CENTS = 2_147_483_647

const AMOUNT = /^(-?)\$?\s*(-?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?$/

/** Reads '$1,115.00', '115', '-12.5' into cents. Thousands commas must stand where they belong; at most two decimals. */
export function parseCents(text: string): ParsedCents {
  const trimmed = text.trim()
  if (trimmed === '') return { ok: false, code: 'blank', message: 'Type an amount, such as $115.00.' }
  const match = AMOUNT.exec(trimmed)
  const whole = match?.[3]
  const decimals = match?.[4] ?? ''
  if (!match || (whole === undefined && decimals === '') || (match[1] && match[2])) {
    return { ok: false, code: 'not_an_amount', message: `"${trimmed}" is not an amount. Write it like $115.00.` }
  }
  if (decimals.length > 2) {
    return { ok: false, code: 'too_many_decimals', message: 'An amount has at most two decimals, such as $115.00.' }
  }
  const digits = (whole ?? '0').replaceAll(',', '').replace(/^0+(?=\d)/, '')
  const cents = digits.length > 9 ? MAX_CENTS + 1 : Number(digits) * 100 + Number(decimals.padEnd(2, '0'))
  if (cents > MAX_CENTS) return { ok: false, code: 'too_large', message: 'That amount is too large.' }
  return { ok: true, cents: (match[1] || match[2]) && cents !== 0 ? -cents : cents }
}

/** 11500 as '$115.00', -11500 as '-$115.00'. Throws when `cents` is not a whole number. */
export function formatCents(cents: number): string {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`not whole cents: ${cents}`)
  const size = Math.abs(cents)
  const dollars = String(Math.trunc(size / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${cents < 0 ? '-' : ''}$${dollars}.${String(size % 100).padStart(2, '0')}`
}

/** 1234500 as '$12.3k': money where there is no room for its cents, which stand in full close by. */
export function dollarsInShort(cents: number): string {
  const dollars = Math.abs(cents) / 100
  const sign = cents < 0 ? '-' : ''
  if (dollars < 999.5) return `${sign}$${Math.round(dollars)}`
  const [size, unit] = dollars < 999_500 ? [dollars / 1000, 'k'] : [dollars / 1_000_000, 'M']
  return `${sign}$${size < 99.95 ? size.toFixed(1).replace(/\.0$/, '') : Math.round(size)}${unit}`
}
