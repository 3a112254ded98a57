import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../dates.ts'
import { formatMonthDay, parseMonthDay } from './month-day.ts'

test.each([
  ['Jul 31', '07-31'],
  ['july 31', '07-31'],
  [' Sept. 5 ', '09-05'],
  ['7/31', '07-31'],
  ['07-31', '07-31'],
  ['2/29', '02-29'],
])('%s is %s', (text, monthDay) => {
  expect(parseMonthDay(text)).toBe(monthDay)
})

test.each(['', '31', 'Jul', 'Jul 32', '13/1', '2/30', '7/31/2026', 'x 3', 'toString 1'])(
  '"%s" is no day of the year',
  (text) => {
    expect(parseMonthDay(text)).toBeNull()
  },
)

test('every day of the year survives being written and read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 365 }), (n) => {
      const monthDay = addDays('2000-01-01', n).slice(5)
      expect(parseMonthDay(formatMonthDay(monthDay))).toBe(monthDay)
      expect(parseMonthDay(monthDay)).toBe(monthDay)
    }),
    { numRuns: 1000 },
  )
})
