import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  dayOf,
  dayOfInstant,
  daysBetween,
  formatDay,
  formatInstant,
  formatWeekday,
  instantAt,
  isDay,
  minuteOfInstant,
  parseDay,
  partsOfDay,
  relativeDay,
  today,
  type Day,
} from './dates.ts'

const RUNS = { numRuns: 1_000 }
const anyDay = (from = 1, to = 9999): fc.Arbitrary<Day> =>
  fc
    .tuple(fc.integer({ min: from, max: to }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
    .map(([year, month, day]) => dayOf(year, month, day))

describe('a day', () => {
  test.each(['2027-03-04', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(isDay(text)).toBe(true)
  })
  test.each([
    '2025-02-29',
    '1900-02-29',
    '2025-02-30',
    '2025-13-01',
    '2025-00-10',
    '2025-04-31',
    '2025-4-1',
    '',
    '2025-04-01T00:00:00Z',
    '0000-01-01',
  ])('%s is none', (text) => {
    expect(isDay(text)).toBe(false)
  })
  test('months are clamped to the month’s end', () => {
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
    expect(addMonths('2025-01-31', 1)).toBe('2025-02-28')
    expect(addMonths('2025-03-31', -1)).toBe('2025-02-28')
    expect(addMonths('2025-12-15', 1)).toBe('2026-01-15')
    expect(addMonths('2025-01-15', -13)).toBe('2023-12-15')
  })
  test('days cross months, years and leap days', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2024-12-31', 1)).toBe('2025-01-01')
    expect(addDays('2025-03-01', -1)).toBe('2025-02-28')
    expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366)
    expect(daysBetween('2025-01-01', '2024-01-01')).toBe(-366)
  })
  test('leaving the calendar throws', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
    expect(() => addMonths('0001-01-01', -1)).toThrow(RangeError)
    expect(() => addDays('not a day', 1)).toThrow(RangeError)
  })
  test('adding days is undone by taking them away, and agrees with the difference', () => {
    fc.assert(
      fc.property(anyDay(100, 9000), fc.integer({ min: -30_000, max: 30_000 }), (day, n) => {
        const moved = addDays(day, n)
        expect(isDay(moved)).toBe(true)
        expect(addDays(moved, -n)).toBe(day)
        expect(daysBetween(day, moved)).toBe(n)
      }),
      RUNS,
    )
  })
  test('months keep the day or clamp it, and a later day never gives an earlier one', () => {
    fc.assert(
      fc.property(anyDay(100, 9000), anyDay(100, 9000), fc.integer({ min: -600, max: 600 }), (a, b, n) => {
        expect(partsOfDay(addMonths(a, n)).day).toBeLessThanOrEqual(partsOfDay(a).day)
        const [first, second] = a <= b ? [a, b] : [b, a]
        expect(addMonths(first, n) <= addMonths(second, n)).toBe(true)
      }),
      RUNS,
    )
  })
})

describe('reading a day', () => {
  test.each([
    ['04-18-25', '2025-04-18'],
    ['04/18/2025', '2025-04-18'],
    ['4/8/25', '2025-04-08'],
    ['2025-04-18', '2025-04-18'],
    ['2025/4/18', '2025-04-18'],
    [' 04-18-25 ', '2025-04-18'],
    ['2025-04-18T23:59:59.123Z', '2025-04-18'],
    ['2025-04-18T10:00:00+05:30', '2025-04-18'],
    ['2025-04-18 10:00', '2025-04-18'],
    ['4/18/2025 10:30 AM', '2025-04-18'],
    ['Mar 4, 2027', '2027-03-04'],
    ['march 4 2027', '2027-03-04'],
    ['Sept 3, 2026', '2026-09-03'],
    ['4-Mar-27', '2027-03-04'],
    ['18 Apr 2025', '2025-04-18'],
    ['02-29-24', '2024-02-29'],
    ['01-01-00', '2000-01-01'],
    ['12-31-69', '2069-12-31'],
    ['01-01-70', '1970-01-01'],
    ['12/31/99', '1999-12-31'],
  ])('%s is %s', (text, day) => {
    expect(parseDay(text)).toBe(day)
  })
  test.each([
    '',
    'Not Yet',
    'Unknown',
    '02-30-25',
    '02-29-25',
    '13/01/2025',
    '18/04/2025',
    '04-18',
    '43528',
    '04/18-25',
    '4/18/025',
    'Foo 4, 2027',
    'Feb 30, 2025',
    '0025-04-18',
    '2025-04-18x',
    '04\u000018-25',
  ])('%j is no day', (text) => {
    expect(parseDay(text)).toBeNull()
  })
  test('every way of writing a day reads back', () => {
    fc.assert(
      fc.property(anyDay(1900, 2199), (day) => {
        const { year, month, day: dom } = partsOfDay(day)
        expect(parseDay(day)).toBe(day)
        expect(parseDay(formatDay(day))).toBe(day)
        expect(parseDay(`${month}/${dom}/${year}`)).toBe(day)
        expect(parseDay(`${day}T12:00:00Z`)).toBe(day)
      }),
      RUNS,
    )
  })
  test('two-digit years from 1970 to 2069 read back', () => {
    fc.assert(
      fc.property(anyDay(1970, 2069), (day) => {
        const [year, month, dom] = day.split('-')
        expect(parseDay(`${month}-${dom}-${year?.slice(2)}`)).toBe(day)
      }),
      RUNS,
    )
  })
  test('any text gives a real day or null', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{1,4}[-/ ][0-9A-Za-z]{1,4}[-/ ,][0-9]{1,4}$/)),
        (text) => {
          const day = parseDay(text)
          expect(day === null || isDay(day)).toBe(true)
        },
      ),
      RUNS,
    )
  })
})

describe('words', () => {
  test('days', () => {
    expect(formatDay('2027-03-04')).toBe('Mar 4, 2027')
    expect(formatDay('2025-12-31')).toBe('Dec 31, 2025')
    expect(() => formatDay('2025-02-30')).toThrow(RangeError)
  })
  test('distances', () => {
    expect(relativeDay('2027-03-16', '2027-03-04')).toBe('in 12 days')
    expect(relativeDay('2027-03-05', '2027-03-04')).toBe('tomorrow')
    expect(relativeDay('2027-03-04', '2027-03-04')).toBe('today')
    expect(relativeDay('2027-03-03', '2027-03-04')).toBe('yesterday')
    expect(relativeDay('2027-02-20', '2027-03-04')).toBe('12 days ago')
  })
  test('instants in a zone, across its change of clocks', () => {
    expect(formatInstant('2027-03-04T19:15:00Z', 'America/New_York')).toBe('Mar 4, 2027, 2:15 PM')
    expect(formatInstant('2027-07-04T19:15:00Z', 'America/New_York', { zoneName: true })).toBe(
      'Jul 4, 2027, 3:15 PM EDT',
    )
    expect(dayOfInstant('2027-03-05T03:00:00Z', 'America/Los_Angeles')).toBe('2027-03-04')
    expect(dayOfInstant('2027-03-05T03:00:00Z', 'UTC')).toBe('2027-03-05')
    expect(() => formatInstant('soon')).toThrow(RangeError)
  })
  test('today is a day', () => {
    expect(isDay(today())).toBe(true)
    expect(isDay(today('Pacific/Kiritimati'))).toBe(true)
  })
})

test.each([
  ['2026-07-01', '08:30', 'America/New_York', '2026-07-01T12:30:00.000Z'],
  ['2026-12-01', '08:30', 'America/New_York', '2026-12-01T13:30:00.000Z'],
  // Left out by the clocks of March 8: an hour later.
  ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
  // Comes twice on November 1: the first.
  ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ['2026-07-01', '08:30', 'America/Phoenix', '2026-07-01T15:30:00.000Z'],
])('%s %s in %s is %s', (day, time, zone, instant) => {
  expect(instantAt(day, time, zone)).toBe(instant)
})

describe('the wall clock of a day', () => {
  test('an instant and its day and minute are the same on the days the clocks change, in every zone we know', () => {
    for (const zone of ['America/New_York', 'America/Los_Angeles', 'America/Phoenix', 'Pacific/Honolulu'])
      for (const day of ['2027-03-13', '2027-03-14', '2027-03-15', '2027-11-06', '2027-11-07', '2027-11-08'])
        for (let minute = 0; minute < 1440; minute += 15) {
          const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
          const at = instantAt(day, time, zone)
          // The hour that March leaves out is taken an hour later.
          const skipped =
            day === '2027-03-14' &&
            minute >= 120 &&
            minute < 180 &&
            zone !== 'America/Phoenix' &&
            zone !== 'Pacific/Honolulu'
          expect(minuteOfInstant(at, zone), `${zone} ${day} ${time}`).toBe(skipped ? minute + 60 : minute)
          expect(dayOfInstant(at, zone)).toBe(day)
        }
  })

  test('a day in a heading', () => {
    expect([formatWeekday('2027-03-14'), formatWeekday('1999-12-31')]).toEqual(['Sun Mar 14', 'Fri Dec 31'])
  })
})
