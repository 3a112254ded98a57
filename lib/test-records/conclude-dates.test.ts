import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultDueRule, type DueRule } from '../backflow/due.ts'
import { addDays, addMonths } from '../dates.ts'
import { type AcceptedRecord, concludeDates, concludeEntry, type ConcludeInputs, datesJson } from './conclude-dates.ts'

const NO_BASE = { dueOn: null, source: null, through: null, anchorOn: null }
const inputs = (change: Partial<ConcludeInputs> = {}): ConcludeInputs => ({
  deviceId: 'd',
  recordsVersion: 0,
  type: 'RP',
  hazard: null,
  use: null,
  status: 'ACTIVE',
  rule: defaultDueRule(),
  base: NO_BASE,
  targetLeadDays: 14,
  tests: [],
  ...change,
})
const done = (
  testedOn: string,
  result: 'PASS' | 'FAIL' = 'PASS',
  change: Partial<AcceptedRecord> = {},
): AcceptedRecord => ({
  id: `${testedOn}-${result}`,
  testedOn,
  testedAt: null,
  result,
  testType: 'ANNUAL',
  ...change,
})

describe('a passing test', () => {
  test('rolls the date by the rule, and our own target before it', () => {
    expect(concludeDates(inputs({ tests: [done('2027-03-04')] }))).toMatchObject({
      dueOn: '2028-03-04',
      dueSource: 'computed',
      targetOn: '2028-02-19',
      repairDueOn: null,
      assumed: true,
    })
  })

  test('replaces an imported date only when it is newer than the test that date rests on, and says so', () => {
    const base = { dueOn: '2026-04-17', source: 'imported' as const, through: '2025-02-14', anchorOn: null }
    const old = concludeDates(inputs({ base, tests: [done('2025-02-14'), done('2024-04-02')] }))
    expect(old).toMatchObject({ dueOn: '2026-04-17', dueSource: 'imported' })
    expect(old.basis).toContain('The imported date Apr 17, 2026 stands.')
    const newer = concludeDates(inputs({ base, tests: [done('2025-02-14'), done('2026-03-01')] }))
    expect(newer).toMatchObject({ dueOn: '2027-03-01', dueSource: 'computed' })
    expect(newer.basis).toContain('It was imported as Apr 17, 2026.')
  })

  test('older than an interval before an imported date without a test of its own changes nothing', () => {
    const base = { dueOn: '2026-04-18', source: 'imported' as const, through: null, anchorOn: null }
    expect(concludeDates(inputs({ base, tests: [done('2024-04-02')] }))).toMatchObject({
      dueOn: '2026-04-18',
      dueSource: 'imported',
    })
    expect(concludeDates(inputs({ base, tests: [done('2025-05-02')] }))).toMatchObject({ dueOn: '2026-05-02' })
  })
})

test('the day of a last test without its record counts as passed, until the record comes', () => {
  const base = { ...NO_BASE, through: '2026-02-14' }
  const told = concludeDates(inputs({ base }))
  expect(told).toMatchObject({ dueOn: '2027-02-14', dueSource: 'computed' })
  expect(told.basis).toContain('taken as passed')
  expect(concludeDates(inputs({ base, tests: [done('2026-02-14', 'FAIL')] })).dueOn).toBeNull()
  expect(concludeDates(inputs({ base, tests: [done('2026-09-01', 'FAIL')] }))).toMatchObject({
    dueOn: '2027-02-14',
    repairDueOn: '2026-10-01',
  })
})

test('a failing test leaves the date and opens a deadline from the first failure on', () => {
  const tests = [done('2026-03-04'), done('2027-03-04', 'FAIL'), done('2027-03-20', 'FAIL')]
  expect(concludeDates(inputs({ tests }))).toMatchObject({
    dueOn: '2027-03-04',
    repairDueOn: '2027-04-03',
    repairAssumed: true,
  })
})

test('a correction takes the place of the record it supersedes', () => {
  const given = inputs({ tests: [done('2026-03-04', 'PASS', { id: 'a' }), done('2027-03-04', 'PASS', { id: 'b' })] })
  const add = done('2027-03-04', 'FAIL', { id: 'c' })
  expect(concludeDates(given, { add, supersedesId: 'b' })).toMatchObject({
    dueOn: '2027-03-04',
    repairDueOn: '2027-04-03',
  })
})

test('on one day the hour decides which test came last', () => {
  const morning = done('2027-03-04', 'FAIL', { id: 'm', testedAt: '09:00' })
  const noon = done('2027-03-04', 'PASS', { id: 'n', testedAt: '12:00' })
  expect(concludeDates(inputs({ tests: [noon] }), { add: morning, supersedesId: null }).repairDueOn).toBeNull()
  expect(
    concludeDates(inputs({ tests: [morning] }), { add: { ...noon, testedAt: '08:00' }, supersedesId: null })
      .repairDueOn,
  ).toBe('2027-04-03')
})

describe('what becomes of the assembly', () => {
  const add = (testType: AcceptedRecord['testType'], result: 'PASS' | 'FAIL' = 'PASS') => ({
    add: done('2027-03-04', result, { testType }),
    supersedesId: null,
  })
  test.each([
    ['ACTIVE', 'REMOVED_CAPPED', 'PASS', 'REMOVED_CAPPED'],
    ['REMOVED_CAPPED', 'ANNUAL', 'PASS', 'ACTIVE'],
    ['PENDING_INSTALL', 'INITIAL', 'PASS', 'ACTIVE'],
    ['PENDING_INSTALL', 'INITIAL', 'FAIL', null],
    ['SEASONAL_OFF', 'SEASONAL_STARTUP', 'FAIL', 'ACTIVE'],
    ['SEASONAL_OFF', 'ANNUAL', 'PASS', null],
    ['ABANDONED', 'ANNUAL', 'PASS', null],
  ] as const)('%s after %s (%s): %s', (status, testType, result, after) => {
    expect(concludeDates(inputs({ status }), add(testType, result)).status).toBe(after)
  })

  test('concluding again from the records on file never changes its status', () => {
    expect(
      concludeDates(
        inputs({ status: 'SEASONAL_OFF', tests: [done('2027-03-04', 'PASS', { testType: 'SEASONAL_STARTUP' })] }),
      ).status,
    ).toBeNull()
  })

  test('a back-dated record does not bring it back', () => {
    const tests = [done('2027-05-01', 'PASS', { testType: 'REMOVED_CAPPED' })]
    expect(concludeDates(inputs({ status: 'REMOVED_CAPPED', tests }), add('ANNUAL'))).toMatchObject({
      status: 'REMOVED_CAPPED',
      dueOn: null,
    })
  })
})

test('the group of a cycle is told by the imported date', () => {
  const rule: DueRule = {
    ...defaultDueRule(),
    assumed: false,
    basis: 'CYCLE_GROUP',
    groups: { '05-01': '05-01', '11-01': '11-01' },
  }
  const base = { dueOn: '2027-11-01', source: 'imported' as const, through: '2026-10-20', anchorOn: null }
  expect(concludeDates(inputs({ rule, base, tests: [done('2027-10-12')] })).dueOn).toBe('2028-11-01')
})

test('undecided entries count as failed, and dates go out by the database’s names', () => {
  const entry = {
    clientId: 'e',
    testedOn: '2027-03-04',
    testedAt: null,
    testType: 'ANNUAL',
    certifiedResult: null,
    supersedesId: null,
  } as const
  expect(datesJson(concludeEntry(inputs(), entry))).toEqual({
    district_due_on: null,
    district_due_source: null,
    our_target_on: null,
    due_anchor_on: null,
    repair_due_on: '2027-04-03',
    basis: expect.stringContaining('No date is known yet.'),
    status: null,
  })
})

test('property: whatever order the records come in, and however often, the dates are the same', () => {
  const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2023-01-01', n))
  const records = fc.uniqueArray(fc.tuple(day, fc.constantFrom('PASS' as const, 'FAIL' as const)), {
    selector: ([on]) => on,
    maxLength: 8,
  })
  fc.assert(
    fc.property(records, fc.option(day), (list, dueOn) => {
      const base = dueOn === null ? NO_BASE : { dueOn, source: 'imported' as const, through: null, anchorOn: null }
      const tests = list.map(([on, result]) => done(on, result)).toSorted((a, b) => (a.testedOn < b.testedOn ? -1 : 1))
      const whole = concludeDates(inputs({ base, tests }))
      const [last] = tests.slice(-1)
      if (last === undefined) return
      const stepwise = concludeDates(inputs({ base, tests: tests.slice(0, -1) }), { add: last, supersedesId: null })
      expect({ ...stepwise, status: null }).toEqual(whole)
      const newest = tests.filter(({ result }) => result === 'PASS').at(-1)
      if (whole.dueSource === 'computed' && newest) expect(whole.dueOn).toBe(addMonths(newest.testedOn, 12))
    }),
    { numRuns: 1000 },
  )
})
