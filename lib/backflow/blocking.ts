/**
 * What stands between a test and its signature or filing: licence, gauge, water class, registration, scope. DOMAIN 1.5.
 * Everything is judged ON the test date, never today: last calibration + interval >= test date.
 */
import { addMonths, type Day, daysBetween, formatDay } from '../dates.ts'
import { ASSEMBLIES, type AssemblyType } from './assembly.ts'

/** A draft may always be kept; `sign` locks the record; `submit` files it with the district. */
export type SigningStage = 'draft' | 'sign' | 'submit'
export type CertScope = 'general' | 'fire' | 'repair'
export type WaterClass = 'potable' | 'non_potable'

/** A tester's licence or certificate. */
export interface TesterCert {
  number: string
  scope: CertScope
  issuedOn: Day | null
  /** The last day it is valid; null when it names none. */
  expiresOn: Day | null
  /** Two-letter states where it counts; empty for all. */
  states: readonly string[]
}

export interface GaugeFacts {
  /** The latest accuracy check; null when there is no certificate. */
  lastCalDate: Day | null
  /** Earlier checks, for tests made before the latest one. */
  earlierCalDates?: readonly Day[]
  intervalMonths: number
  waterClass: WaterClass | null
}

/** A district's (or company's) say in the matrix; the defaults stand in `DEFAULT_SIGNING_RULES`. */
export interface SigningRules {
  /** Some districts only warn about a gauge past due. */
  gaugePastDue: 'block' | 'warn'
  /** Texas: the gauge's water class must match the supply. [TCEQ] */
  gaugeClassMustMatch: boolean
  /** The district keeps a list of registered testers, companies or gauges. */
  registrationRequired: boolean
  /** Fire lines need a fire-line licence. [CLEB] */
  fireScopeRequired: boolean
  /** Repairs need a licence of their own. [MASS2][NYC] */
  repairScopeRequired: boolean
}

export interface SigningInput {
  testDate: Day
  type: AssemblyType
  /** The site's state, to pick the licences that count there; null when unknown. */
  state: string | null
  certs: readonly TesterCert[]
  /** Null when none was chosen. */
  gauge: GaugeFacts | null
  /** Null when not asked. */
  waterSupplyPotable: boolean | null
  /** Serves a fire line. Detector assemblies always do. */
  fireLine: boolean
  /** The tester repaired the assembly on this record. */
  repaired: boolean
  /** Null when not known. */
  registeredWithDistrict: boolean | null
  districtRules: SigningRules
}

export type SigningBlockCode =
  | 'cert_missing'
  | 'cert_expired'
  | 'cert_expires_soon'
  | 'gauge_missing'
  | 'gauge_no_certificate'
  | 'gauge_past_due'
  | 'gauge_checked_after_test'
  | 'gauge_due_soon'
  | 'gauge_class_mismatch'
  | 'not_registered'
  | 'scope_fire'
  | 'scope_repair'

export interface SigningBlock {
  code: SigningBlockCode
  /** `warn` on a draft is a red banner; `block` refuses the stage. */
  severity: 'block' | 'warn'
  sentence: string
  /** True where an owner may sign against it with a reason. */
  overridable: boolean
}

/** Days before an expiry at which people are warned. */
export const EXPIRY_BANDS = [7, 14, 30, 60] as const
export type ExpiryBand = 'expired' | (typeof EXPIRY_BANDS)[number]

/** The rules where the district says nothing: TX matches water classes, nobody asks for a scope or registration. */
export function defaultSigningRules(state: string | null): SigningRules {
  return {
    gaugePastDue: 'block',
    gaugeClassMustMatch: state !== null && /^\s*(tx|texas)\s*$/i.test(state),
    registrationRequired: false,
    fireScopeRequired: false,
    repairScopeRequired: false,
  }
}

/** The warning band an expiry falls in on a day: 60, 30, 14, 7, 'expired' (valid through its last day), or null. */
export function expiryBand(expiresOn: Day, on: Day): ExpiryBand | null {
  const left = daysBetween(on, expiresOn)
  if (left < 0) return 'expired'
  return EXPIRY_BANDS.find((band) => left <= band) ?? null
}

/** The last day a gauge may be used: its latest accuracy check plus the interval; null without a certificate. */
export function gaugeValidThrough(gauge: GaugeFacts): Day | null {
  return gauge.lastCalDate === null ? null : addMonths(gauge.lastCalDate, gauge.intervalMonths)
}

/** True when a visit on `day` would fall after an expiry: do not assign it. */
export function expiredOn(expiresOn: Day | null, day: Day): boolean {
  return expiresOn !== null && expiresOn < day
}

/** Everything that blocks or warns at a stage, in the order of the matrix. Empty when the way is free. */
export function signingBlocks(input: SigningInput, stage: SigningStage): SigningBlock[] {
  return [...certBlocks(input, stage), ...gaugeBlocks(input, stage), ...districtBlocks(input, stage)]
}

function certBlocks({ certs, state, testDate }: SigningInput, stage: SigningStage): SigningBlock[] {
  const here = certs.filter(
    (cert) => cert.scope !== 'repair' && countsIn(cert, state) && (cert.issuedOn === null || cert.issuedOn <= testDate),
  )
  const valid = here.filter((cert) => !expiredOn(cert.expiresOn, testDate))
  if (here.length === 0)
    return [strict(stage, 'cert_missing', 'The tester has no licence on file for this state on the test date.')]
  const [latest] = (valid.length > 0 ? valid : here).toSorted(laterExpiryFirst)
  const expiresOn = latest?.expiresOn ?? null
  if (!latest || expiresOn === null) return []
  if (valid.length === 0) {
    const sentence = `The tester’s licence ${latest.number} expired on ${formatDay(expiresOn)}, before the test date.`
    return [strict(stage, 'cert_expired', sentence)]
  }
  if (expiryBand(expiresOn, testDate) === null) return []
  return [warn('cert_expires_soon', `The tester’s licence ${latest.number} expires on ${formatDay(expiresOn)}.`)]
}

function gaugeBlocks(input: SigningInput, stage: SigningStage): SigningBlock[] {
  const { gauge, testDate, districtRules, waterSupplyPotable } = input
  if (!ASSEMBLIES[input.type].testable) return []
  if (gauge === null) return [strict(stage, 'gauge_missing', 'No gauge is chosen for this test.')]
  return [
    ...calibrationBlocks(gauge, testDate, stage, districtRules),
    ...classBlocks(gauge, waterSupplyPotable, stage, districtRules),
  ]
}

function calibrationBlocks(gauge: GaugeFacts, testDate: Day, stage: SigningStage, rules: SigningRules): SigningBlock[] {
  const pastDue = (code: SigningBlockCode, sentence: string): SigningBlock =>
    rules.gaugePastDue === 'warn' ? warn(code, sentence) : strict(stage, code, sentence)
  if (gauge.lastCalDate === null)
    return [pastDue('gauge_no_certificate', 'The gauge has no accuracy certificate on file.')]
  const checks = [gauge.lastCalDate, ...(gauge.earlierCalDates ?? [])].toSorted()
  const lastBefore = checks.findLast((day) => day <= testDate)
  const checked = lastBefore ?? checks[0] ?? gauge.lastCalDate
  const through = addMonths(checked, gauge.intervalMonths)
  if (through < testDate) {
    return [
      pastDue(
        'gauge_past_due',
        `The gauge was past due on the test date: its accuracy check held until ${formatDay(through)}.`,
      ),
    ]
  }
  if (lastBefore === undefined) {
    const sentence = `The gauge’s accuracy check of ${formatDay(checked)} is after the test date. Add the certificate before it.`
    return [warn('gauge_checked_after_test', sentence)]
  }
  if (expiryBand(through, testDate) === null) return []
  return [warn('gauge_due_soon', `The gauge’s accuracy check is due by ${formatDay(through)}.`)]
}

function classBlocks(
  gauge: GaugeFacts,
  potable: boolean | null,
  stage: SigningStage,
  rules: SigningRules,
): SigningBlock[] {
  if (gauge.waterClass === null || potable === null || (gauge.waterClass === 'potable') === potable) return []
  const sentence = potable
    ? 'This gauge is kept for non-potable water, and the supply is potable.'
    : 'This gauge is kept for potable water, and the supply is not potable.'
  const blocked = stage === 'submit' || (stage === 'sign' && rules.gaugeClassMustMatch)
  return [{ code: 'gauge_class_mismatch', severity: blocked ? 'block' : 'warn', sentence, overridable: false }]
}

function districtBlocks(input: SigningInput, stage: SigningStage): SigningBlock[] {
  const { districtRules: rules, certs, state, testDate } = input
  const holds = (scope: CertScope): boolean =>
    certs.some((cert) => cert.scope === scope && countsIn(cert, state) && !expiredOn(cert.expiresOn, testDate))
  const fireLine = input.fireLine || ASSEMBLIES[input.type].detector !== null
  return [
    ...(rules.registrationRequired && input.registeredWithDistrict !== true
      ? [filing(stage, 'not_registered', 'The tester is not registered with this district.')]
      : []),
    ...(rules.fireScopeRequired && fireLine && !holds('fire')
      ? [filing(stage, 'scope_fire', 'This district asks for a fire-line licence, and the tester has none on file.')]
      : []),
    ...(rules.repairScopeRequired && input.repaired && !holds('repair')
      ? [filing(stage, 'scope_repair', 'This district asks for a repair licence, and the tester has none on file.')]
      : []),
  ]
}

// Blocked at signing and filing; an owner may sign against it with a reason, but not file it.
function strict(stage: SigningStage, code: SigningBlockCode, sentence: string): SigningBlock {
  return { code, severity: stage === 'draft' ? 'warn' : 'block', sentence, overridable: stage === 'sign' }
}

// May be signed, must not be filed.
function filing(stage: SigningStage, code: SigningBlockCode, sentence: string): SigningBlock {
  return { code, severity: stage === 'submit' ? 'block' : 'warn', sentence, overridable: false }
}

function warn(code: SigningBlockCode, sentence: string): SigningBlock {
  return { code, severity: 'warn', sentence, overridable: false }
}

function countsIn(cert: TesterCert, state: string | null): boolean {
  return state === null || cert.states.length === 0 || cert.states.some((s) => s.toUpperCase() === state.toUpperCase())
}

function laterExpiryFirst(a: TesterCert, b: TesterCert): number {
  if (a.expiresOn === b.expiresOn) return 0
  if (a.expiresOn === null) return -1
  return b.expiresOn === null || a.expiresOn > b.expiresOn ? -1 : 1
}
