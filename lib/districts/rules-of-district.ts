import { dueRuleFrom, profileFrom, type RuleSource } from './rules-in-words.ts'

type Rules = {
  due_rule: unknown
  repair_days: number | null
  rule_profile: string | null
  profile_overrides: unknown
}

/** The rules in force for a company's purveyor: its own, else the rulebook's, else assumed; as the view district_rules has them. */
export function rulesOfDistrict(district: Rules & { state: string | null; rulebook: Rules | null }) {
  const { rulebook } = district
  const stored = district.due_rule ?? rulebook?.due_rule ?? null
  const due = dueRuleFrom(stored, district.repair_days ?? rulebook?.repair_days ?? null)
  const { profile, assumed } = profileFrom({
    name: district.rule_profile ?? rulebook?.rule_profile ?? null,
    state: district.state,
    overrides: [rulebook?.profile_overrides ?? {}, district.profile_overrides],
  })
  const dueSource: RuleSource = due.assumed ? 'assumed' : district.due_rule !== null ? 'company' : 'rulebook'
  const profileSource: RuleSource = assumed ? 'assumed' : district.rule_profile !== null ? 'company' : 'rulebook'
  return { due, dueSource, profile, profileSource }
}
