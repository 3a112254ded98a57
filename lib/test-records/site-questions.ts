/** Questions about the installation that districts and states ask beside the readings. DOMAIN 1.3 C. */
import { ASSEMBLIES, type AssemblyType } from '../backflow/assembly.ts'
import type { RuleProfile } from '../backflow/profiles.ts'

export const SITE_ANSWER_KEYS = [
  'installed_per_code',
  'non_potable_supply',
  'relief_air_gap_ok',
  'approved_list_ok',
  'back_pressure_present',
] as const
export type SiteAnswerKey = (typeof SITE_ANSWER_KEYS)[number]
/** Null: not asked, or not answered. */
export type SiteAnswers = Partial<Record<SiteAnswerKey, boolean | null>>

export interface SiteQuestion {
  key: SiteAnswerKey
  question: string
  /** As the report prints it. */
  label: string
  /** True where signing waits for the answer. */
  required: boolean
}

export const SITE_LABELS: Readonly<Record<SiteAnswerKey, string>> = {
  installed_per_code: 'Installed to code',
  non_potable_supply: 'Non-potable supply',
  relief_air_gap_ok: 'Relief air gap adequate',
  approved_list_ok: 'On the approved list',
  back_pressure_present: 'Back-pressure present',
}

const QUESTIONS: Readonly<Record<SiteAnswerKey, string>> = {
  installed_per_code: 'Is the assembly installed to the manufacturer’s recommendations and local code?',
  non_potable_supply: 'Is it on a non-potable supply?',
  relief_air_gap_ok: 'Is the relief valve’s air gap adequate?',
  approved_list_ok: 'Is the assembly on the approved list?',
  back_pressure_present: 'Was back-pressure present?',
}

/**
 * The questions for an assembly in a state, required ones first. Texas asks whether it is installed to code and whether
 * the supply is non-potable [TCEQ]; Washington whether it is installed properly, approved, and its relief gap right [WAC36].
 */
export function siteQuestions(type: AssemblyType, state: string | null, profile: RuleProfile): SiteQuestion[] {
  const place = state?.trim().toUpperCase() ?? ''
  const texas = place === 'TX' || place === 'TEXAS' || profile.name === 'TX'
  const washington = place === 'WA' || place === 'WASHINGTON'
  const relief = ASSEMBLIES[type].family === 'RP'
  const ask = (key: SiteAnswerKey, required: boolean): SiteQuestion => ({
    key,
    question: QUESTIONS[key],
    label: SITE_LABELS[key],
    required,
  })
  return [
    ...(texas || washington || profile.badInstallFails ? [ask('installed_per_code', true)] : []),
    ...(texas ? [ask('non_potable_supply', true)] : []),
    ...(washington ? [ask('approved_list_ok', true)] : []),
    ...(relief ? [ask('relief_air_gap_ok', washington)] : []),
  ]
}
