import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineTotal, totalOf } from './line-total.ts'

const line = fc.record({
  quantity_hundredths: fc.integer({ min: 1, max: 10_000_000 }),
  unit_cents: fc.integer({ min: -10_000_000, max: 10_000_000 }),
  tax_hundredths_percent: fc.integer({ min: 0, max: 10_000 }),
})

test.each([
  [{ quantity_hundredths: 100, unit_cents: 11_500, tax_hundredths_percent: 0 }, [11_500, 0, 11_500]],
  [{ quantity_hundredths: 150, unit_cents: 9_500, tax_hundredths_percent: 725 }, [14_250, 1033, 15_283]],
  // Halves go away from zero: 0.5 cents are 1, −0.5 are −1.
  [{ quantity_hundredths: 50, unit_cents: 1, tax_hundredths_percent: 0 }, [1, 0, 1]],
  [{ quantity_hundredths: 50, unit_cents: -1, tax_hundredths_percent: 0 }, [-1, 0, -1]],
  [{ quantity_hundredths: 100, unit_cents: 10, tax_hundredths_percent: 500 }, [10, 1, 11]],
])('%j comes to %j', (given, [amountCents, taxCents, totalCents]) => {
  expect(lineTotal(given)).toEqual({ amountCents, taxCents, totalCents })
})

test('an invoice is the sum of its lines for any tax and rounding, in any order, and whole cents', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const total = totalOf(lines)
      expect(total.totalCents).toBe(lines.reduce((sum, one) => sum + lineTotal(one).totalCents, 0))
      expect(total.totalCents).toBe(total.amountCents + total.taxCents)
      expect(totalOf(lines.toReversed())).toEqual(total)
      expect(Number.isSafeInteger(total.totalCents)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test('rounding is never off by more than half a cent, and a credit mirrors its charge', () => {
  fc.assert(
    fc.property(line, (one) => {
      const { amountCents, taxCents } = lineTotal(one)
      expect(Math.abs(amountCents * 100 - one.quantity_hundredths * one.unit_cents)).toBeLessThanOrEqual(50)
      expect(Math.abs(taxCents * 10_000 - amountCents * one.tax_hundredths_percent)).toBeLessThanOrEqual(5_000)
      const mirrored = lineTotal({ ...one, unit_cents: -one.unit_cents })
      expect(mirrored.amountCents + amountCents).toBe(0)
    }),
    { numRuns: 1_000 },
  )
})
