/** What one line charges. Quantity in hundredths (1.5 hours are 150), tax rate in hundredths of a percent (7.25 % are 725). */
export type LineFigures = { quantity_hundredths: number; unit_cents: number; tax_hundredths_percent: number }
export type Totals = { amountCents: number; taxCents: number; totalCents: number }

/**
 * The rule of totals: a line is rounded to the cent, half away from zero, then its tax is; an invoice is the sum of its lines.
 * The database's generated columns (invoice_lines) decide; this says the same while a form is being filled.
 */
export function lineTotal(line: LineFigures): Totals {
  const amountCents = dividedHalfUp(BigInt(line.quantity_hundredths) * BigInt(line.unit_cents), 100n)
  const taxCents = dividedHalfUp(amountCents * BigInt(line.tax_hundredths_percent), 10_000n)
  return { amountCents: Number(amountCents), taxCents: Number(taxCents), totalCents: Number(amountCents + taxCents) }
}

/** The sum of lines. */
export function totalOf(lines: readonly LineFigures[]): Totals {
  const sum = { amountCents: 0, taxCents: 0, totalCents: 0 }
  for (const line of lines) {
    const one = lineTotal(line)
    sum.amountCents += one.amountCents
    sum.taxCents += one.taxCents
    sum.totalCents += one.totalCents
  }
  return sum
}

function dividedHalfUp(value: bigint, by: bigint): bigint {
  const size = value < 0n ? -value : value
  const rounded = (size * 2n + by) / (by * 2n)
  return value < 0n ? -rounded : rounded
}
