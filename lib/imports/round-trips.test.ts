import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPsid } from '../backflow/psid.ts'
import { printSize } from '../backflow/size.ts'
import { addDays, formatDay, partsOfDay } from '../dates.ts'
import { formatCents } from '../money.ts'
import { createCleaner } from './clean-row.ts'
import type { CleanRow } from './clean-row-types.ts'

const RUNS = { numRuns: 1_000 }
const context = { today: '2026-05-01' }

const device = createCleaner({
  sheet: 'mapped',
  header: { row: 1, columns: ['Serial', 'Size', 'Date', 'Price'] },
  mapping: { kind: 'devices', columns: { Serial: 'serial', Size: 'size', Date: 'next_due_on', Price: 'price' } },
  context,
})
const test = createCleaner({
  sheet: 'mapped',
  header: { row: 1, columns: ['Serial', 'Date', 'CV1'] },
  mapping: { kind: 'tests', columns: { Serial: 'serial', Date: 'tested_on', CV1: 'cv1' } },
  context,
})
const cleaned = (size: string, date: string, price: string): CleanRow =>
  device({ row: 2, cells: ['A1', size, date, price] })

describe('what is printed is read back through the whole cleaner', () => {
  it('sizes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 384 }), fc.constantFrom('', '"', ' in', ' inch'), (eighths, unit) => {
        const text = printSize(eighths * 125)
        expect(cleaned(`${text}${unit}`, '', '').device).toMatchObject({ size: text, size_thousandths: eighths * 125 })
      }),
      RUNS,
    )
  })

  it('dates, in every shape they come in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 43_000 }), fc.integer({ min: 0, max: 6 }), (offset, shape) => {
        const day = addDays('1970-01-01', offset)
        const { year, month, day: dom } = partsOfDay(day)
        const two = (n: number): string => String(n).padStart(2, '0')
        const texts = [
          day,
          formatDay(day),
          `${month}/${dom}/${year}`,
          `${two(month)}-${two(dom)}-${year}`,
          `${year}${two(month)}${two(dom)}`,
          `${two(month)}/${two(dom)}/${year} 00:00`,
          `${two(month)}.${two(dom)}.${year}`,
        ]
        expect(cleaned('', texts[shape] ?? '', '').device?.next_due_on).toBe(day)
      }),
      RUNS,
    )
  })

  it('two-digit years of 1970 to 2069', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_500 }), (offset) => {
        const day = addDays('1970-01-01', offset)
        const { year, month, day: dom } = partsOfDay(day)
        expect(cleaned('', `${month}-${dom}-${String(year % 100).padStart(2, '0')}`, '').device?.next_due_on).toBe(day)
      }),
      RUNS,
    )
  })

  it('prices', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 10_000_000 }), (cents) => {
        expect(cleaned('', '', formatCents(cents)).device?.price_cents).toBe(cents)
      }),
      RUNS,
    )
  })

  it('readings', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999 }),
        fc.constantFrom('', ' psid', ' tight', ' (leaked)'),
        (hundredths, tail) => {
          const row = test({ row: 2, cells: ['A1', '06-09-23', `${formatPsid(hundredths)}${tail}`] })
          expect(row.test?.initial.main.cv1_hundredths_psid).toBe(hundredths)
          expect(row.reasons.some(({ code }) => code === 'reading_implausible')).toBe(hundredths > 1_500)
        },
      ),
      RUNS,
    )
  })

  it('any text at all gives a row, and a value or a reason why not', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (size, date, price) => {
          const row = cleaned(size, date, price)
          expect(row.status).toMatch(/^(?:new|review|refused)$/)
          expect(JSON.parse(JSON.stringify(row))).toEqual(row)
        },
      ),
      RUNS,
    )
  })
})
