import { describe, expect, test } from 'vitest'
import { DISTRICT_RULES } from './district-data.ts'
import { DUE_BASES, type DueRuleTexts, dueRuleTexts, readDueRule } from './due-rule-form.ts'
import { dueRuleFrom, dueWords } from './rules-in-words.ts'

const EMPTY: DueRuleTexts = {
  due_basis: '',
  interval_months: '12',
  early_days: '',
  dates: '',
  by_use: '',
  other: '',
  opens: '',
  closes: '',
  days_from_letter: '',
}

describe('the due rule of a form', () => {
  test('without a basis there is no rule of one’s own', () => {
    expect(readDueRule({ ...EMPTY, interval_months: 'x' }, null)).toEqual({ rule: null, errors: {} })
  })

  test.each<[Partial<DueRuleTexts>, string]>([
    [{ due_basis: 'ANNIVERSARY_OF_TEST', interval_months: '24' }, 'Due 24 months after the last passing test.'],
    [{ due_basis: 'FIXED_DATE', dates: 'Jul 31' }, 'Due every year by Jul 31.'],
    [
      { due_basis: 'FIXED_DATE_BY_USE', by_use: 'Irrigation: May 31\nfire = 6/30', other: 'Aug 31' },
      'Due every year: irrigation by May 31, fire by Jun 30, other uses by Aug 31.',
    ],
    [{ due_basis: 'WINDOW', opens: '4/1', closes: 'Sep 30' }, 'Due every year between Apr 1 and Sep 30.'],
    [
      { due_basis: 'CYCLE_GROUP', dates: 'Nov 1, May 1' },
      'Due every year on the date of the assembly’s group: May 1 or Nov 1.',
    ],
    [{ due_basis: 'ON_NOTICE', days_from_letter: '30' }, 'Due 30 days after the district’s letter.'],
    [{ due_basis: 'ON_NOTICE' }, 'Due by the date in the district’s letter.'],
    [{ due_basis: 'EVENT_ONLY' }, 'Due only after an installation, repair, replacement, move or incident.'],
  ])('%j reads back as "%s"', (texts, words) => {
    const { rule, errors } = readDueRule({ ...EMPTY, ...texts }, null)
    expect(errors).toEqual({})
    const applied = dueRuleFrom(rule, null)
    expect(dueWords(applied)).toBe(words)
    expect(applied.assumed).toBe(false)
    expect(readDueRule(dueRuleTexts(rule), rule).rule).toEqual(rule)
  })

  test.each<[Partial<DueRuleTexts>, keyof DueRuleTexts]>([
    [{ due_basis: 'ANNIVERSARY_OF_TEST', interval_months: '0' }, 'interval_months'],
    [{ due_basis: 'ANNIVERSARY_OF_TEST', interval_months: '' }, 'interval_months'],
    [{ due_basis: 'ANNIVERSARY_OF_TEST', early_days: 'soon' }, 'early_days'],
    [{ due_basis: 'FIXED_DATE', dates: '' }, 'dates'],
    [{ due_basis: 'FIXED_DATE', dates: 'Jul 31, Feb 30' }, 'dates'],
    [{ due_basis: 'FIXED_DATE_BY_USE', by_use: 'irrigation May 31', other: 'Aug 31' }, 'by_use'],
    [{ due_basis: 'FIXED_DATE_BY_USE', by_use: 'irrigation: May 31' }, 'other'],
    [{ due_basis: 'WINDOW', opens: 'Apr 1' }, 'closes'],
    [{ due_basis: 'ON_NOTICE', days_from_letter: '400' }, 'days_from_letter'],
  ])('%j is refused at %s', (texts, field) => {
    const { rule, errors } = readDueRule({ ...EMPTY, ...texts }, null)
    expect(rule).toBeNull()
    expect(Object.keys(errors)).toEqual([field])
  })

  test('exceptions the form does not show stay', () => {
    const kept = { due_basis: 'ANNIVERSARY_OF_TEST', intervals: [{ months: 24, use: 'irrigation' }] }
    const { rule } = readDueRule({ ...EMPTY, due_basis: 'FIXED_ANNIVERSARY' }, kept)
    expect(rule?.intervals).toEqual(kept.intervals)
  })

  test('every rule of the rulebook survives the form', () => {
    for (const entry of DISTRICT_RULES) {
      if (entry.due_basis === null) continue
      const stored = {
        due_basis: entry.due_basis,
        schedule: entry.schedule ?? {},
        interval_months: entry.interval_months,
      }
      // Where the dates its basis needs are unknown, the rule is assumed, and a company that knows better types them.
      if (dueRuleFrom(stored, null).assumed) continue
      const { rule, errors } = readDueRule(dueRuleTexts(stored), stored)
      expect(errors, entry.slug).toEqual({})
      expect(dueWords(dueRuleFrom(rule, null)), entry.slug).toBe(dueWords(dueRuleFrom(stored, null)))
    }
  })

  test('every basis has a name', () => {
    expect(DUE_BASES).toHaveLength(8)
  })
})
