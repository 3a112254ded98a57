/** The vectors of DOMAIN 1.6, every basis, and the roll-forward over all accepted records. */
import { describe, expect, test } from 'vitest'
import { parseDay, type Day } from '../dates.ts'
import {
  type AcceptedTest,
  defaultDueRule,
  describeDueRule,
  type DueFacts,
  type DueRule,
  intervalFor,
  nextDueAfterPass,
  rollForward,
  type RolledForward,
} from './due.ts'
import type { TestType } from './test-types.ts'

const every = { intervalMonths: 12, intervals: [], earlyDays: null, repairDays: 30, assumed: false }
const ANNIVERSARY: DueRule = { ...every, basis: 'ANNIVERSARY_OF_TEST' }
const FIXED: DueRule = { ...every, basis: 'FIXED_ANNIVERSARY' }
const ARVADA: DueRule = { ...every, basis: 'FIXED_DATE', dates: ['07-31'] }
const LAFAYETTE: DueRule = { ...every, basis: 'FIXED_DATE_BY_USE', byUse: { irrigation: '05-31' }, other: '08-31' }
const LONGMONT: DueRule = { ...every, basis: 'WINDOW', opens: '04-01', closes: '09-30' }
const TALTY: DueRule = { ...every, basis: 'CYCLE_GROUP', groups: { '05-01': '05-01', '11-01': '11-01' } }
const MANATEE: DueRule = { ...every, basis: 'ON_NOTICE', days: 30 }
const DALLAS: DueRule = { ...every, basis: 'EVENT_ONLY' }

const facts: DueFacts = { type: 'RP', hazard: null, use: null, anchor: null, cycleGroup: null, noticeDay: null }
const after = (
  rule: DueRule,
  testDate: Day,
  currentDue: Day | null,
  more: Partial<DueFacts> = {},
  testType: TestType = 'ANNUAL',
): Day | null => nextDueAfterPass({ ...facts, ...more, rule, currentDue, testDate, testType })
const made = (testDate: Day, result: 'PASS' | 'FAIL' = 'PASS', testType: TestType = 'ANNUAL'): AcceptedTest => ({
  testDate,
  result,
  testType,
})
const roll = (
  rule: DueRule,
  currentDue: Day | null,
  acceptedTests: AcceptedTest[],
  more: Partial<DueFacts> & { coveredThrough?: Day } = {},
): RolledForward => rollForward({ ...facts, coveredThrough: null, ...more, rule, currentDue, acceptedTests })

describe('vectors of DOMAIN 1.6', () => {
  test('1 anniversary: Feb 29 plus 12 months is Feb 28', () => {
    expect(after(ANNIVERSARY, '2024-02-29', null)).toBe('2025-02-28')
  })
  test('2 fixed anniversary May 15, tested Apr 20: May 15 next year', () => {
    expect(after(FIXED, '2025-04-20', '2025-05-15', { anchor: '2020-05-15' })).toBe('2026-05-15')
  })
  test('3 the same, tested late on Jun 3: still May 15 next year', () => {
    expect(after(FIXED, '2025-06-03', '2025-05-15', { anchor: '2020-05-15' })).toBe('2026-05-15')
  })
  test('4 an imported date that is no anniversary stands until a newer test', () => {
    const [tested, due] = [parseDay('02-14-25'), parseDay('04-17-26')]
    expect([tested, due]).toEqual(['2025-02-14', '2026-04-17'])
    const imported = { coveredThrough: '2025-02-14' }
    expect(roll(ANNIVERSARY, '2026-04-17', [made('2024-02-10'), made('2025-02-14')], imported).nextDue).toBe(
      '2026-04-17',
    )
    expect(roll(ANNIVERSARY, '2026-04-17', [made('2025-02-14'), made('2026-04-02')], imported).nextDue).toBe(
      '2027-04-02',
    )
  })
  test('5 an imported two-year date: tested 04-02-24, due 04-02-26', () => {
    expect(roll(ANNIVERSARY, '2026-04-02', [made('2024-04-02')], { coveredThrough: '2024-04-02' }).nextDue).toBe(
      '2026-04-02',
    )
    expect(after({ ...ANNIVERSARY, intervalMonths: 24 }, '2024-04-02', null)).toBe('2026-04-02')
  })
  test('6 "Not Yet" tested: no date until the first pass', () => {
    expect(roll(ANNIVERSARY, null, []).nextDue).toBeNull()
    expect(roll(ANNIVERSARY, null, [made('2025-04-18')]).nextDue).toBe('2026-04-18')
  })
  test('7 an anchor on Feb 29 gives Feb 28 in common years and Feb 29 in leap years', () => {
    const leap = { anchor: '2024-02-29' }
    expect(after(FIXED, '2025-02-20', '2025-02-28', leap)).toBe('2026-02-28')
    expect(after(FIXED, '2027-02-20', '2027-02-28', leap)).toBe('2028-02-29')
    const tests = [made('2025-02-20'), made('2026-02-20'), made('2027-02-20')]
    expect(roll(FIXED, '2024-02-29', [made('2024-02-20'), ...tests], leap).nextDue).toBe('2028-02-29')
  })
})

describe('every basis', () => {
  test('a pass too early does not count', () => {
    const rule = { ...FIXED, earlyDays: 60 }
    expect(after(rule, '2025-03-15', '2025-05-15', { anchor: '2020-05-15' })).toBe('2025-05-15')
    expect(after(rule, '2025-03-16', '2025-05-15', { anchor: '2020-05-15' })).toBe('2026-05-15')
  })
  test('two passes within one cycle never skip a year, whatever the district says of early tests', () => {
    expect(
      roll(FIXED, '2025-05-15', [made('2025-06-03'), made('2025-06-20'), made('2025-10-01')], { anchor: '2020-05-15' })
        .nextDue,
    ).toBe('2026-05-15')
    expect(roll(ARVADA, '2025-07-31', [made('2025-06-03'), made('2025-06-20')]).nextDue).toBe('2026-07-31')
  })
  test('FIXED_ANNIVERSARY: years late lands on the next anniversary', () => {
    expect(after(FIXED, '2027-08-01', '2025-05-15', { anchor: '2020-05-15' })).toBe('2028-05-15')
  })
  test('FIXED_ANNIVERSARY without an anchor counts from the date that stood, else from the first pass', () => {
    expect(after(FIXED, '2025-04-20', '2025-05-15')).toBe('2026-05-15')
    expect(roll(FIXED, null, [made('2025-04-20', 'PASS', 'INITIAL'), made('2026-05-02')])).toMatchObject({
      nextDue: '2027-04-20',
      anchor: '2025-04-20',
    })
  })
  test.each(['REPLACEMENT', 'REBUILD'] as const)(
    'FIXED_ANNIVERSARY: %s makes the test date the new anchor',
    (testType) => {
      const rolled = roll(FIXED, '2026-05-15', [made('2026-02-01', 'PASS', testType), made('2027-01-20')], {
        anchor: '2020-05-15',
      })
      expect(rolled).toMatchObject({ nextDue: '2028-02-01', anchor: '2026-02-01' })
    },
  )
  test('FIXED_DATE', () => {
    expect(after(ARVADA, '2025-07-10', '2025-07-31')).toBe('2026-07-31')
    expect(after(ARVADA, '2025-08-10', '2025-07-31')).toBe('2026-07-31')
    expect(after(ARVADA, '2025-08-10', null)).toBe('2026-07-31')
    expect(after(ARVADA, '2025-06-10', null)).toBe('2025-07-31')
    const twice: DueRule = { ...ARVADA, dates: ['04-01', '10-01'] }
    expect(after(twice, '2025-03-20', '2025-04-01')).toBe('2025-10-01')
    expect(after(twice, '2025-09-20', '2025-10-01')).toBe('2026-04-01')
  })
  test('FIXED_DATE every two years keeps to the years of the date that stood', () => {
    const rule = { ...ARVADA, intervalMonths: 24 }
    expect(after(rule, '2025-06-10', '2025-07-31')).toBe('2027-07-31')
    expect(after(rule, '2026-03-10', '2025-07-31')).toBe('2027-07-31')
  })
  test('FIXED_DATE_BY_USE: a use not listed takes the other date', () => {
    expect(after(LAFAYETTE, '2025-05-20', '2025-05-31', { use: 'Irrigation' })).toBe('2026-05-31')
    expect(after(LAFAYETTE, '2025-05-20', '2025-08-31', { use: 'fire' })).toBe('2026-08-31')
    expect(after(LAFAYETTE, '2025-05-20', null, { use: null })).toBe('2025-08-31')
  })
  test('WINDOW: the scheduled date is its end, and a test from its opening on counts', () => {
    expect(after(LONGMONT, '2025-04-01', '2025-09-30')).toBe('2026-09-30')
    expect(after({ ...LONGMONT, earlyDays: 30 }, '2025-04-01', '2025-09-30')).toBe('2026-09-30')
    expect(after(LONGMONT, '2025-03-31', '2025-09-30')).toBe('2025-09-30')
    const winter: DueRule = { ...LONGMONT, opens: '11-01', closes: '02-29' }
    expect(after(winter, '2025-11-01', '2026-02-28')).toBe('2027-02-28')
    expect(after(winter, '2027-12-24', '2028-02-29')).toBe('2029-02-28')
  })
  test('CYCLE_GROUP: the group’s date, or the anchor; without either the anniversary of the test', () => {
    expect(after(TALTY, '2025-04-20', '2025-05-01', { cycleGroup: '05-01' })).toBe('2026-05-01')
    expect(after(TALTY, '2025-04-20', null, { cycleGroup: '11-01' })).toBe('2025-11-01')
    expect(after(TALTY, '2025-02-20', '2025-02-28', { anchor: '2024-02-29' })).toBe('2026-02-28')
    expect(after(TALTY, '2025-04-20', null)).toBe('2026-04-20')
  })
  test('ON_NOTICE: letter plus days; nothing is due after a pass until the next letter', () => {
    expect(roll(MANATEE, null, [made('2025-01-10')], { noticeDay: '2025-05-01' }).nextDue).toBe('2025-05-31')
    expect(roll(MANATEE, null, [made('2025-05-20')], { noticeDay: '2025-05-01' }).nextDue).toBeNull()
    expect(roll(MANATEE, null, [made('2025-05-20', 'FAIL')], { noticeDay: '2025-05-01' }).nextDue).toBe('2025-05-31')
    const phoenix: DueRule = { ...MANATEE, days: null }
    expect(roll(phoenix, '2025-06-15', [], { noticeDay: '2025-05-01' }).nextDue).toBe('2025-06-15')
    expect(roll(phoenix, '2025-06-15', [made('2025-06-01')]).nextDue).toBeNull()
  })
  test('EVENT_ONLY: nothing is due after a pass', () => {
    expect(roll(DALLAS, '2025-06-15', []).nextDue).toBe('2025-06-15')
    expect(roll(DALLAS, '2025-06-15', [made('2025-06-01')]).nextDue).toBeNull()
  })
})

describe('rolling forward over all records', () => {
  test('the order they came in does not matter, and a correction may move the date back', () => {
    const tests = [made('2024-03-01'), made('2025-03-10')]
    expect(roll(ANNIVERSARY, null, tests.toReversed()).nextDue).toBe('2026-03-10')
    expect(roll(ANNIVERSARY, null, tests.slice(0, 1)).nextDue).toBe('2025-03-01')
    const fixed = { anchor: '2020-05-15' }
    expect(roll(FIXED, '2024-05-15', [made('2025-05-01'), made('2024-05-01')], fixed).nextDue).toBe('2026-05-15')
  })
  test('a failing test leaves the date and opens a repair deadline, counted from the first failure', () => {
    const failed = roll(ANNIVERSARY, '2025-04-01', [
      made('2024-04-01'),
      made('2025-03-01', 'FAIL'),
      made('2025-03-10', 'FAIL'),
    ])
    expect(failed).toMatchObject({ nextDue: '2025-04-01', repairDeadline: '2025-03-31', repairDeadlineAssumed: false })
    const unknown = roll({ ...ANNIVERSARY, repairDays: null }, null, [made('2025-03-01', 'FAIL')])
    expect(unknown).toMatchObject({ nextDue: null, repairDeadline: '2025-03-31', repairDeadlineAssumed: true })
  })
  test('a later pass closes it, also on the same day', () => {
    expect(roll(ANNIVERSARY, null, [made('2025-03-01', 'FAIL'), made('2025-03-01')])).toMatchObject({
      nextDue: '2026-03-01',
      repairDeadline: null,
    })
    expect(roll(ANNIVERSARY, null, [made('2025-03-01'), made('2025-03-01', 'FAIL')])).toMatchObject({
      nextDue: '2026-03-01',
      repairDeadline: '2025-03-31',
    })
  })
  test('it says why', () => {
    expect(roll(ANNIVERSARY, null, [made('2025-04-18')]).basisText).toBe(
      'Last passing test Apr 18, 2025. Due 12 months after the last passing test.',
    )
    expect(roll(ARVADA, '2025-07-31', [made('2025-01-02')]).basisText).toBe(
      'Last passing test Jan 2, 2025, too early to count for Jul 31, 2025. Due every year by Jul 31.',
    )
    expect(roll(defaultDueRule(), null, [])).toMatchObject({
      assumed: true,
      basisText:
        'No date is known yet. Due 12 months after the last passing test. Assumed: the district’s own rule is not on file.',
    })
  })
})

test('intervals by hazard, use and type: the first that matches', () => {
  const rule: DueRule = {
    ...ANNIVERSARY,
    intervals: [
      { months: 6, types: ['RP', 'RPDA'] },
      { months: 24, use: 'residential' },
      { months: 84, hazard: 'low' },
    ],
  }
  expect(intervalFor(rule, { type: 'RP', hazard: 'low', use: 'residential' })).toBe(6)
  expect(intervalFor(rule, { type: 'DC', hazard: 'low', use: 'Residential ' })).toBe(24)
  expect(intervalFor(rule, { type: 'DC', hazard: 'LOW', use: null })).toBe(84)
  expect(intervalFor(rule, { type: 'PVB', hazard: null, use: null })).toBe(12)
  expect(describeDueRule(rule)).toBe(
    'Due 12 months after the last passing test. Other intervals: every 6 months for RP, RPDA; every 2 years for residential; every 7 years for low.',
  )
})

test('each rule is told in plain words', () => {
  expect([FIXED, ARVADA, LAFAYETTE, LONGMONT, TALTY, MANATEE, DALLAS].map(describeDueRule)).toEqual([
    'Due on the same day every year, whatever day it was tested. A replacement or rebuild starts the count anew.',
    'Due every year by Jul 31.',
    'Due every year: irrigation by May 31, other uses by Aug 31.',
    'Due every year between Apr 1 and Sep 30.',
    'Due every year on the date of the assembly’s group: May 1 or Nov 1.',
    'Due 30 days after the district’s letter.',
    'Due only after an installation, repair, replacement, move or incident.',
  ])
})
