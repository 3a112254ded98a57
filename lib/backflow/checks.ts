/** One line of a verdict: what was asked, what was read, what came of it. Stored with the test as it stood then. */
import { formatPsid } from './psid.ts'
import type { BufferMode, ProfileName, RuleProfile } from './profiles.ts'
import type { CheckState, Part } from './readings.ts'

export type Component = 'RV' | 'CV1' | 'CV2' | 'BC' | 'AI' | 'CV' | 'AG' | 'SO2' | 'INSPECTION' | 'INSTALLATION'
export type CheckStatus = 'pass' | 'fail' | 'warn' | 'missing'
export type CheckCode =
  | 'rv_min'
  | 'cv1_min'
  | 'cv1_above_rv'
  | 'buffer'
  | 'cv2_tight'
  | 'cv2_min'
  | 'bc_min'
  | 'ai_min'
  | 'ai_fully_open'
  | 'cv_min'
  | 'air_gap'
  | 'inspection'
  | 'so2_leaked'
  | 'implausible'
  | 'bad_install'

export interface Check {
  component: Component
  part: Part
  code: CheckCode
  /** Hundredths of a psid (of an inch for the air gap); null when there is no number. */
  value: number | null
  /** The limit the value was held against, same unit; null when the rule has no number. */
  limit: number | null
  /** The rule as a sentence: 'Check 1 must hold at least 5.0 psid.' */
  rule: string
  status: CheckStatus
  /** What was found, as a sentence. */
  message: string
  profile: ProfileName
}

const NAMES: Readonly<Record<Component, string>> = {
  RV: 'Relief valve',
  CV1: 'Check 1',
  CV2: 'Check 2',
  BC: 'Bypass check',
  AI: 'Air inlet',
  CV: 'Check valve',
  AG: 'Air gap',
  SO2: 'Shutoff 2',
  INSPECTION: 'Inspection',
  INSTALLATION: 'Installation',
}

/** 'Check 1', and 'Bypass check 1' on the bypass. */
export function componentName(component: Component, part: Part): string {
  const name = NAMES[component]
  return part === 'main' ? name : `Bypass ${name.charAt(0).toLowerCase()}${name.slice(1)}`
}

/** What judging one part needs. */
export interface Judging {
  part: Part
  profile: RuleProfile
}

/** A check of this part under this profile. */
export function check(
  { part, profile }: Judging,
  component: Component,
  code: CheckCode,
  rule: string,
  status: CheckStatus,
  message: string,
  numbers: { value?: number | null; limit?: number | null } = {},
): Check {
  const { value = null, limit = null } = numbers
  return { component, part, code, value, limit, rule, status, message, profile: profile.name }
}

/**
 * A check valve: leaked fails whatever the number, a blank is missing, below `min` fails. With `min` null a reading is
 * still asked for but held against no number of its own.
 */
export function heldAtLeast(
  judging: Judging,
  component: Component,
  code: CheckCode,
  value: number | null,
  state: CheckState | null,
  min: number | null,
): Check {
  const name = componentName(component, judging.part)
  const rule =
    min === null ? `${name} must be read and must not leak.` : `${name} must hold at least ${formatPsid(min)} psid.`
  const numbers = { value, limit: min }
  if (state === 'leaked') return check(judging, component, code, rule, 'fail', `${name} leaked.`, numbers)
  if (value === null) {
    return check(judging, component, code, rule, 'missing', `${name}: read it, or mark it leaked.`, numbers)
  }
  if (min !== null && value < min) {
    return check(judging, component, code, rule, 'fail', below(`${name} held`, value, min), numbers)
  }
  return check(judging, component, code, rule, 'pass', `${name} held ${formatPsid(value)} psid.`, numbers)
}

/** A relief valve or air inlet: 'did not open' fails whatever the number, a blank is missing, below `min` fails. */
export function opensAtLeast(
  judging: Judging,
  component: Component,
  code: CheckCode,
  value: number | null,
  didNotOpen: boolean,
  min: number,
): Check {
  const name = componentName(component, judging.part)
  const rule = `${name} must open at ${formatPsid(min)} psid or more.`
  const numbers = { value, limit: min }
  if (didNotOpen) return check(judging, component, code, rule, 'fail', `${name} did not open.`, numbers)
  if (value === null) {
    return check(judging, component, code, rule, 'missing', `${name}: read it, or mark that it did not open.`, numbers)
  }
  if (value < min) return check(judging, component, code, rule, 'fail', below(`${name} opened at`, value, min), numbers)
  return check(judging, component, code, rule, 'pass', `${name} opened at ${formatPsid(value)} psid.`, numbers)
}

/** The status of a rule a district may switch off, warn by or fail by. */
export function byMode(mode: BufferMode, met: boolean): CheckStatus {
  if (mode === 'off' || met) return 'pass'
  return mode
}

/** 'Check 1 held 4.9 psid, 0.1 below the limit of 5.0.' */
export function below(what: string, value: number, limit: number): string {
  return `${what} ${formatPsid(value)} psid, ${formatPsid(limit - value)} below the limit of ${formatPsid(limit)}.`
}
