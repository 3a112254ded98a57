/**
 * The verdict of a test under a rule profile. Pure: the office, the phone and the importer ask the same function, and the
 * database stores what it answered. DOMAIN 1.4.
 */
import { ASSEMBLIES, type AssemblyType } from './assembly.ts'
import type { Check } from './checks.ts'
import { judgeBlock } from './judge-block.ts'
import type { RuleProfile } from './profiles.ts'
import { emptyBlock, familyOf, type ReadingsBlock, type Stage } from './readings.ts'

export type { Check, CheckCode, CheckStatus, Component } from './checks.ts'

export type Result = 'PASS' | 'FAIL' | 'INCOMPLETE'

/** The readings of one stage. `bypass` belongs to Type I detectors only. */
export interface StageReadings {
  main: ReadingsBlock
  bypass?: ReadingsBlock | null
}

export interface Verdict {
  result: Result
  /** False while any reading the profile asks for is blank, even when another one already fails. */
  complete: boolean
  checks: Check[]
}

/** Something that keeps the record from being signed. */
export interface RecordBlocker {
  code: 'repairs_required'
  message: string
  field: 'repairsText'
}

export interface RecordInput {
  type: AssemblyType
  profile: RuleProfile
  initial: StageReadings
  /** The readings after repair; null when nothing was repaired. */
  final: StageReadings | null
  repairsText: string | null
  /** Null when not asked. */
  installedPerCode: boolean | null
}

export interface RecordVerdict {
  result: Result
  initial: Verdict
  final: Verdict | null
  blockers: RecordBlocker[]
  /** Every check of the record with the stage it belongs to; `record` for what concerns the installation. */
  checks: (Check & { stage: Stage | 'record' })[]
  profile: RuleProfile['name']
  profileVersion: string
}

/**
 * Judges one stage: any fail is FAIL; else anything missing is INCOMPLETE; else PASS. Warnings change nothing. A Type I
 * detector needs its bypass too; a missing bypass block counts as blank. Throws when a block's family is not the type's
 * or a bypass is given where the type has none of its own.
 */
export function evaluate(type: AssemblyType, readings: StageReadings, profile: RuleProfile): Verdict {
  const checks = judged(type, readings.main, 'main', profile)
  if (ASSEMBLIES[type].detector === 'TYPE_I') {
    checks.push(...judged(type, readings.bypass ?? emptyBlock(type), 'bypass', profile))
  } else if (readings.bypass) {
    throw new TypeError(`${type} has no bypass readings of its own`)
  }
  return { result: resultOf(checks), complete: !checks.some(({ status }) => status === 'missing'), checks }
}

/**
 * Judges a whole record: the final stage decides when there is one, but blanks in the initial stage keep a passing record
 * INCOMPLETE. An installation not made to code fails where the profile says so, and warns elsewhere.
 * Repairs must be told in words once there is a final stage.
 */
export function evaluateRecord(input: RecordInput): RecordVerdict {
  const { type, profile } = input
  const initial = evaluate(type, input.initial, profile)
  const final = input.final && evaluate(type, input.final, profile)
  const installation = installationChecks(input)
  const deciding = final ?? initial
  const decided = deciding.result === 'PASS' && !initial.complete ? 'INCOMPLETE' : deciding.result
  return {
    result: installation.some(({ status }) => status === 'fail') ? 'FAIL' : decided,
    initial,
    final,
    blockers: final && (input.repairsText ?? '').trim() === '' ? [REPAIRS_REQUIRED] : [],
    checks: [
      ...installation.map((check) => ({ ...check, stage: 'record' as const })),
      ...initial.checks.map((check) => ({ ...check, stage: 'initial' as const })),
      ...(final?.checks ?? []).map((check) => ({ ...check, stage: 'final' as const })),
    ],
    profile: profile.name,
    profileVersion: profile.version,
  }
}

/** One sentence for the verdict bar: the first failing rule, else what is still missing, else the pass. */
export function explainVerdict(verdict: Verdict, profile: RuleProfile): string {
  const by = `${profile.label}${profile.overridden.length > 0 ? ', with the district’s own numbers' : ''}`
  const failed = verdict.checks.find(({ status }) => status === 'fail')
  if (failed) return `${failed.message} ${failed.rule} (${by})`
  const missing = verdict.checks.filter(({ status }) => status === 'missing')
  if (missing.length > 0) return missing.map(({ message }) => message).join(' ')
  return `Every reading meets ${by}.`
}

const REPAIRS_REQUIRED: RecordBlocker = {
  code: 'repairs_required',
  message: 'Describe the repairs and materials used: the report has readings after repair.',
  field: 'repairsText',
}

function judged(type: AssemblyType, block: ReadingsBlock, part: 'main' | 'bypass', profile: RuleProfile): Check[] {
  if (block.family !== familyOf(type)) throw new TypeError(`readings of ${block.family} given for ${type}`)
  return judgeBlock(type, block, { part, profile })
}

function resultOf(checks: readonly Check[]): Result {
  if (checks.some(({ status }) => status === 'fail')) return 'FAIL'
  return checks.some(({ status }) => status === 'missing') ? 'INCOMPLETE' : 'PASS'
}

// Austin: an assembly not installed in an approved way is recorded as failed. [AUSI]
function installationChecks({ installedPerCode, profile }: RecordInput): Check[] {
  if (installedPerCode !== false) return []
  return [
    {
      component: 'INSTALLATION',
      part: 'main',
      code: 'bad_install',
      value: null,
      limit: null,
      rule: 'The assembly must be installed to code.',
      status: profile.badInstallFails ? 'fail' : 'warn',
      message: 'The assembly is not installed to code.',
      profile: profile.name,
    },
  ]
}
