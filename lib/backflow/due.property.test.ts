/** Per due basis a later passing test never gives an earlier date (bases without a date, and imported dates, apart). */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, daysBetween } from '../dates.ts'
import { type AcceptedTest, type DueBasis, type DueFacts, type DueRule, nextDueAfterPass, rollForward } from './due.ts'
import { everyMonthsFrom, isMonthDay, nextDateAfter } from './schedule.ts'
import type { TestType } from './test-types.ts'

const RUNS = { numRuns: 1_000 }
const anyDay: fc.Arbitrary<Day> = fc.integer({ min: 0, max: 4_000 }).map((n) => addDays('2020-01-01', n))
const anyMonthDay = anyDay.map((day) => day.slice(5))
const anyEvery = fc.record({
  intervalMonths: fc.constantFrom(3, 6, 12, 12, 24, 36, 60, 84),
  intervals: fc.constant([]),
  earlyDays: fc.constantFrom(null, null, 0, 30, 60, 90, 365),
  repairDays: fc.constantFrom(null, 7, 30),
  assumed: fc.boolean(),
})

const bases: Readonly<Record<Exclude<DueBasis, 'ON_NOTICE' | 'EVENT_ONLY'>, fc.Arbitrary<DueRule>>> = {
  ANNIVERSARY_OF_TEST: anyEvery.map((every) => ({ ...every, basis: 'ANNIVERSARY_OF_TEST' })),
  FIXED_ANNIVERSARY: anyEvery.map((every) => ({ ...every, basis: 'FIXED_ANNIVERSARY' })),
  FIXED_DATE: fc
    .tuple(anyEvery, fc.uniqueArray(anyMonthDay, { minLength: 1, maxLength: 3 }))
    .map(([every, dates]) => ({ ...every, basis: 'FIXED_DATE', dates })),
  FIXED_DATE_BY_USE: fc
    .tuple(anyEvery, anyMonthDay, anyMonthDay)
    .map(([every, irrigation, other]) => ({ ...every, basis: 'FIXED_DATE_BY_USE', byUse: { irrigation }, other })),
  WINDOW: fc
    .tuple(anyEvery, anyMonthDay, anyMonthDay)
    .map(([every, opens, closes]) => ({ ...every, basis: 'WINDOW', opens, closes })),
  CYCLE_GROUP: fc.tuple(anyEvery, anyMonthDay).map(([every, a]) => ({ ...every, basis: 'CYCLE_GROUP', groups: { a } })),
}

const anyFacts: fc.Arbitrary<DueFacts> = fc.record({
  type: fc.constantFrom('RP', 'DC'),
  hazard: fc.constant(null),
  use: fc.constantFrom(null, 'irrigation', 'fire'),
  anchor: fc.option(anyDay),
  cycleGroup: fc.constantFrom(null, 'a', 'unknown'),
  noticeDay: fc.constant(null),
})

const anyTest: fc.Arbitrary<AcceptedTest> = fc.record({
  testDate: anyDay,
  result: fc.constantFrom('PASS', 'PASS', 'FAIL'),
  testType: fc.constantFrom<TestType>('ANNUAL', 'REPAIR_RETEST'),
})

const notEarlier = (later: Day | null, earlier: Day | null): void => {
  expect(earlier === null || (later !== null && later >= earlier)).toBe(true)
}

describe.each(Object.entries(bases))('%s', (basis, anyRule) => {
  test('a later passing test never gives an earlier date', () => {
    const anyType = fc.constantFrom<TestType>('ANNUAL', 'INITIAL', 'REPLACEMENT', 'REBUILD')
    fc.assert(
      fc.property(
        anyRule,
        anyFacts,
        fc.option(anyDay),
        anyDay,
        fc.nat(900),
        anyType,
        (rule, facts, currentDue, testDate, later, testType) => {
          const due = (day: Day): Day | null =>
            nextDueAfterPass({ ...facts, rule, currentDue, testDate: day, testType })
          notEarlier(due(addDays(testDate, later)), due(testDate))
        },
      ),
      RUNS,
    )
  })
  // Every date but an imported one lies on the schedule, so the stepping starts from none.
  test('moving one of many passing tests to a later day never gives an earlier date', () => {
    const anyTests = fc.array(anyTest, { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(anyRule, anyFacts, anyTests, fc.nat(5), fc.nat(900), (rule, drawn, tests, which, later) => {
        const facts = { ...drawn, anchor: drawn.anchor ?? '2019-06-15', coveredThrough: null, currentDue: null }
        const moved = tests.map((it, i) =>
          i === which % tests.length && it.result === 'PASS' ? { ...it, testDate: addDays(it.testDate, later) } : it,
        )
        const due = (acceptedTests: AcceptedTest[]): Day | null =>
          rollForward({ ...facts, rule, acceptedTests }).nextDue
        notEarlier(due(moved), due(tests))
      }),
      RUNS,
    )
  })
  test('one more passing test never gives an earlier date, and a failing one changes none', () => {
    const anyTests = fc.array(anyTest, { maxLength: 6 })
    fc.assert(
      fc.property(anyRule, anyFacts, anyTests, anyDay, (rule, facts, tests, testDate) => {
        const due = (acceptedTests: AcceptedTest[]): Day | null =>
          rollForward({ ...facts, coveredThrough: null, currentDue: null, rule, acceptedTests }).nextDue
        const last = tests.reduce((latest, it) => (it.testDate > latest ? it.testDate : latest), testDate)
        const added: AcceptedTest = { testDate: last, result: 'PASS', testType: 'ANNUAL' }
        notEarlier(due([...tests, added]), due(tests))
        expect(due([...tests, { ...added, testDate, result: 'FAIL' }])).toBe(due(tests))
      }),
      RUNS,
    )
  })
  test('a pass that counts gives a date after the test, and within the interval of it or of the date that stood', () => {
    fc.assert(
      fc.property(anyRule, anyFacts, fc.option(anyDay), anyDay, (rule, facts, currentDue, testDate) => {
        const due = nextDueAfterPass({ ...facts, rule, currentDue, testDate, testType: 'ANNUAL' })
        expect(due).not.toBeNull()
        if (due === null) return
        expect(due > testDate).toBe(true)
        const from =
          basis !== 'ANNIVERSARY_OF_TEST' && currentDue !== null && currentDue > testDate ? currentDue : testDate
        expect(daysBetween(from, due)).toBeLessThanOrEqual(rule.intervalMonths * 31)
      }),
      RUNS,
    )
  })
})

test('scheduled dates follow one another, at most one interval apart, counted from the anchor', () => {
  fc.assert(
    fc.property(anyDay, anyDay, fc.constantFrom(1, 3, 6, 12, 24), (anchor, day, months) => {
      const recurrence = everyMonthsFrom(anchor, months)
      const next = nextDateAfter([recurrence], day)
      expect(next > day).toBe(true)
      expect(daysBetween(day, next)).toBeLessThanOrEqual(months * 31)
      expect(nextDateAfter([recurrence], addDays(anchor, -1))).toBe(anchor)
    }),
    RUNS,
  )
})

test('a month-day is one some year has', () => {
  expect(['02-29', '12-31', '01-01'].every(isMonthDay)).toBe(true)
  expect(['02-30', '13-01', '00-10', '04-31', '4-1', '', '04-00'].some(isMonthDay)).toBe(false)
})
