import { describe, expect, test } from 'vitest'
import { dueRuleOf, type DueSource } from './due-source.ts'

const none: DueSource = { due_basis: null, schedule: null, interval_months: null, repair_days: null }

describe('the rule of a district’s record', () => {
  test.each([
    [{ due_basis: 'ANNIVERSARY_OF_TEST' }, { basis: 'ANNIVERSARY_OF_TEST', assumed: false, intervalMonths: 12 }],
    [
      { due_basis: 'FIXED_DATE', schedule: { dates: ['07-31'] }, interval_months: 24 },
      { basis: 'FIXED_DATE', dates: ['07-31'], intervalMonths: 24 },
    ],
    [
      { due_basis: 'FIXED_DATE_BY_USE', schedule: { by_use: { irrigation: '05-31' }, other: '08-31' } },
      { byUse: { irrigation: '05-31' }, other: '08-31' },
    ],
    [
      { due_basis: 'WINDOW', schedule: { window: ['04-01', '09-30'] }, early_days: 30 },
      { opens: '04-01', closes: '09-30', earlyDays: 30 },
    ],
    [
      { due_basis: 'CYCLE_GROUP', schedule: { cycle_dates: ['05-01', '11-01'] } },
      { groups: { '05-01': '05-01', '11-01': '11-01' } },
    ],
    [{ due_basis: 'CYCLE_GROUP' }, { basis: 'CYCLE_GROUP', groups: {} }],
    [
      { due_basis: 'ON_NOTICE', schedule: { days_from_letter: 30 }, repair_days: 30 },
      { basis: 'ON_NOTICE', days: 30, repairDays: 30 },
    ],
    [{ due_basis: 'ON_NOTICE' }, { basis: 'ON_NOTICE', days: null }],
    [
      { due_basis: 'EVENT_ONLY', intervals: [{ months: 6, types: ['RP'] }] },
      { intervals: [{ months: 6, types: ['RP'] }] },
    ],
  ] as const)('%j', (source, rule) => {
    expect(dueRuleOf({ ...none, ...source })).toMatchObject(rule)
  })
  test.each([
    {},
    { due_basis: 'UNKNOWN' },
    { due_basis: 'FIXED_DATE' },
    { due_basis: 'FIXED_DATE', schedule: { dates: [] } },
    { due_basis: 'WINDOW' },
    { due_basis: 'FIXED_DATE_BY_USE' },
  ])('%j is assumed: the anniversary', (source) => {
    expect(dueRuleOf({ ...none, ...source, interval_months: 24, repair_days: 7 })).toMatchObject({
      basis: 'ANNIVERSARY_OF_TEST',
      assumed: true,
      intervalMonths: 24,
      repairDays: 7,
    })
  })
  test('bad data throws', () => {
    expect(() => dueRuleOf({ ...none, due_basis: 'FIXED_DATE', schedule: { dates: ['02-30'] } })).toThrow()
    expect(() => dueRuleOf({ ...none, intervals: [{ months: 0 }] })).toThrow()
  })
})
