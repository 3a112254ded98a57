import { expect, test } from 'vitest'
import type { DueRule } from '../backflow/due.ts'
import type { RulesInForce } from '../test-records/due-inputs.ts'
import { earlyCost, earlyWords } from './early-test.ts'

const EVERY = { intervalMonths: 12, intervals: [], earlyDays: null, repairDays: null, assumed: false }

/** An assembly due on Jun 1, 2027 under a rule, last tested a year before. */
function rules(rule: DueRule): Pick<RulesInForce, 'conclude' | 'dueOn'> {
  return {
    dueOn: '2027-06-01',
    conclude: {
      deviceId: 'd',
      recordsVersion: 0,
      type: 'RP',
      hazard: null,
      use: null,
      status: 'ACTIVE',
      rule,
      base: { dueOn: '2027-06-01', source: 'imported', through: '2026-06-01', anchorOn: '2026-06-01' },
      targetLeadDays: 14,
      tests: [],
    },
  }
}

test('under the anniversary of the test each early day is lost', () => {
  const cost = earlyCost(rules({ ...EVERY, basis: 'ANNIVERSARY_OF_TEST' }), '2027-05-11')
  expect(cost).toEqual({ kind: 'days', days: 21 })
  expect(earlyWords(cost)).toBe('A test today shortens its cycle by 21 days.')
})

test('under a fixed anniversary an early test costs nothing, unless it is too early to count', () => {
  const fixed = rules({ ...EVERY, basis: 'FIXED_ANNIVERSARY', earlyDays: 60 })
  expect(earlyCost(fixed, '2027-04-20')).toEqual({ kind: 'nothing' })
  expect(earlyCost(fixed, '2027-03-01')).toEqual({ kind: 'all' })
  expect(earlyWords({ kind: 'all' })).toContain('would not count')
  expect(earlyWords({ kind: 'nothing' })).toBeNull()
})

test('what is due or has no date costs nothing', () => {
  const anniversary = rules({ ...EVERY, basis: 'ANNIVERSARY_OF_TEST' })
  expect(earlyCost(anniversary, '2027-06-01')).toEqual({ kind: 'nothing' })
  expect(earlyCost({ ...anniversary, dueOn: null }, '2027-01-01')).toEqual({ kind: 'nothing' })
  expect(earlyCost(rules({ ...EVERY, basis: 'EVENT_ONLY' }), '2027-01-01')).toEqual({ kind: 'nothing' })
})
