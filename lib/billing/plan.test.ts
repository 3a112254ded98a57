import { expect, test } from 'vitest'
import { GRACE_DAYS, INTERVALS, isInterval, PLANS, TRIAL_DAYS } from './plan.ts'

test('two plans in whole cents, the yearly one for less than twelve months', () => {
  expect(INTERVALS.toSorted()).toEqual(Object.keys(PLANS).toSorted())
  for (const { cents } of Object.values(PLANS)) expect(Number.isInteger(cents) && cents > 0).toBe(true)
  expect(PLANS.year.cents).toBeLessThan(PLANS.month.cents * 12)
  expect(isInterval('year')).toBe(true)
  expect(isInterval('toString')).toBe(false)
})

test('fourteen days of trial, thirty days of grace', () => {
  expect([TRIAL_DAYS, GRACE_DAYS]).toEqual([14, 30])
})
