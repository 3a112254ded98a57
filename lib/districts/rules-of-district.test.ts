import { expect, test } from 'vitest'
import { dueWords, profileRows, repairWords } from './rules-in-words.ts'
import { rulesOfDistrict } from './rules-of-district.ts'

const OWN = { state: 'FL', due_rule: null, repair_days: null, rule_profile: null, profile_overrides: {} }

test('where nothing says, the rule is anniversary, twelve months, USC10, and assumed', () => {
  const rules = rulesOfDistrict({ ...OWN, rulebook: null })
  expect(rules).toMatchObject({ dueSource: 'assumed', profileSource: 'assumed', profile: { name: 'USC10' } })
  expect(dueWords(rules.due)).toBe('Due 12 months after the last passing test.')
  expect(rulesOfDistrict({ ...OWN, state: 'TX', rulebook: null }).profile.name).toBe('TX')
})

test('the rulebook goes before the assumption, the company before the rulebook', () => {
  const rulebook = {
    due_rule: { due_basis: 'FIXED_DATE', schedule: { dates: ['07-31'] }, interval_months: 12 },
    repair_days: 10,
    rule_profile: 'STRICT',
    profile_overrides: { rvMin: 250 },
  }
  const theirs = rulesOfDistrict({ ...OWN, rulebook })
  expect(theirs).toMatchObject({ dueSource: 'rulebook', profileSource: 'rulebook' })
  expect(theirs.due.repairDays).toBe(10)
  expect(theirs.profile.rvMin).toBe(250)
  const own = rulesOfDistrict({
    ...OWN,
    due_rule: { due_basis: 'EVENT_ONLY', interval_months: 12 },
    repair_days: 5,
    rule_profile: 'USC10',
    profile_overrides: { rvMin: 300 },
    rulebook,
  })
  expect(own).toMatchObject({ dueSource: 'company', profileSource: 'company' })
  expect(own.due.repairDays).toBe(5)
  expect(own.profile.overridden).toEqual(['rvMin'])
  expect(profileRows(own.profile).find(({ key }) => key === 'rvMin')).toMatchObject({
    value: '3.0 psid',
    replaced: true,
  })
})

test('an interval without a basis is still an assumption', () => {
  const rulebook = {
    due_rule: { due_basis: null, interval_months: 24 },
    repair_days: null,
    rule_profile: null,
    profile_overrides: {},
  }
  const rules = rulesOfDistrict({ ...OWN, rulebook })
  expect(rules.dueSource).toBe('assumed')
  expect(dueWords(rules.due)).toBe('Due 24 months after the last passing test.')
})

test('repair days say when they are assumed', () => {
  expect(repairWords(null)).toContain('assumed')
  expect(repairWords(1)).toBe('1 day after a failing test')
})
