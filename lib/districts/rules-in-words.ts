import { z } from 'zod'
import { dueRuleOf } from '../backflow/due-source.ts'
import { DEFAULT_REPAIR_DAYS, describeDueRule, type DueRule } from '../backflow/due.ts'
import { profileOf } from '../backflow/profile-source.ts'
import type { RuleNumbers, RuleProfile } from '../backflow/profiles.ts'
import { formatInches, formatPsid } from '../backflow/psid.ts'

/** Where a rule comes from: the company's own word, the public rulebook, or our assumption. */
export type RuleSource = 'company' | 'rulebook' | 'assumed'
export const RULE_SOURCE_WORDS: Readonly<Record<RuleSource, string>> = {
  company: 'Your own',
  rulebook: 'Rulebook',
  assumed: 'Assumed',
}

const storedRule = z
  .looseObject({
    due_basis: z.string().nullish(),
    schedule: z.unknown().optional(),
    interval_months: z.int().nullish(),
    early_days: z.int().nullish(),
    intervals: z.unknown().optional(),
  })
  .nullable()

/** The due rule as stored (`due_rule`, without the repair days that stand beside it) as the rule to apply. */
export function dueRuleFrom(stored: unknown, repairDays: number | null): DueRule {
  const rule = storedRule.parse(stored ?? null)
  return dueRuleOf({
    due_basis: rule?.due_basis ?? null,
    schedule: rule?.schedule ?? null,
    interval_months: rule?.interval_months ?? null,
    early_days: rule?.early_days ?? null,
    intervals: rule?.intervals ?? [],
    repair_days: repairDays,
  })
}

/** "Due every year by Jul 31.", without the sentence that says it is assumed: a badge does. */
export function dueWords(rule: DueRule): string {
  return describeDueRule({ ...rule, assumed: false })
}

export function repairWords(days: number | null): string {
  return days === null
    ? `${DEFAULT_REPAIR_DAYS} days after a failing test, assumed`
    : days === 1
      ? '1 day after a failing test'
      : `${days} days after a failing test`
}

/** The profile to judge by, with the rulebook's and the company's own numbers. */
export function profileFrom(source: { name: string | null; state: string | null; overrides: readonly unknown[] }) {
  return profileOf({ profileName: source.name, state: source.state, overrides: source.overrides })
}

export type NumberRow = { key: keyof RuleNumbers; label: string; value: string; replaced: boolean }

/** The profile's numbers and questions, one line each, with those that were replaced marked. */
export function profileRows(profile: RuleProfile): NumberRow[] {
  return NUMBER_LABELS.map(([key, label]) => ({
    key,
    label,
    value: valueWords(key, profile),
    replaced: profile.overridden.includes(key),
  }))
}

export const NUMBER_LABELS: readonly (readonly [keyof RuleNumbers, string])[] = [
  ['rvMin', 'Relief valve opens at or above'],
  ['rpCv1Min', 'RP check 1 holds at least'],
  ['bufferMode', 'Buffer (check 1 minus relief)'],
  ['rpCv2Min', 'RP check 2 holds in flow at least'],
  ['dcCheckMin', 'DC checks hold at least'],
  ['airInletMin', 'Air inlet opens at or above'],
  ['airInletFullyOpenAsked', 'Air inlet opened fully'],
  ['vbCheckMin', 'Vacuum breaker check holds at least'],
  ['bypassCheckMin', 'Bypass check of a Type II detector holds at least'],
  ['airGapMinHundredthsIn', 'Air gap, besides twice the supply'],
  ['badInstallFails', 'Installation not to code'],
]

function valueWords(key: keyof RuleNumbers, profile: RuleProfile): string {
  switch (key) {
    case 'bufferMode':
      if (profile.bufferMode === 'off') return 'Not judged'
      return `${formatPsid(profile.bufferMin)} psid, ${profile.bufferMode === 'fail' ? 'else it fails' : 'else a warning'}`
    case 'airInletFullyOpenAsked':
      return profile.airInletFullyOpenAsked ? 'Must be answered' : 'May be left blank'
    case 'badInstallFails':
      return profile.badInstallFails ? 'Fails the test' : 'Noted only'
    case 'airGapMinHundredthsIn':
      return `${formatInches(profile.airGapMinHundredthsIn)} in`
    default: {
      const value = profile[key]
      return value === null ? 'No number of its own' : `${formatPsid(value)} psid`
    }
  }
}
