/** A test as entered: what the form sends, the phone will send, and recordTest() judges and saves. Plain data. */
import { ASSEMBLIES, type AssemblyType } from '../backflow/assembly.ts'
import { evaluateRecord, type RecordVerdict, type Result, type StageReadings } from '../backflow/evaluate.ts'
import type { RuleProfile, RuleNumbers } from '../backflow/profiles.ts'
import { blockToRow, buildBlock, type CheckState, type ReadingFields, type ReadingsRow } from '../backflow/readings.ts'
import type { RepairLine } from '../backflow/repairs.ts'
import type { TestType } from '../backflow/test-types.ts'
import type { Day } from '../dates.ts'
import type { SiteAnswers } from './site-questions.ts'

export interface StageEntry {
  main: ReadingFields
  /** Type I detectors only. */
  bypass: ReadingFields | null
}

export interface TestEntry {
  /** Made by the form: the same id again is the same record. */
  clientId: string
  deviceId: string
  /** Sign and lock; false saves a draft. */
  sign: boolean
  testType: TestType
  testedOn: Day
  /** 'HH:MM' on site. */
  testedAt: string | null
  licenceId: string | null
  gaugeId: string | null
  linePressurePsi: number | null
  shutoff1State: CheckState | null
  detectorMeterReading: string | null
  detectorMeterMoved: boolean | null
  answers: SiteAnswers
  initial: StageEntry
  /** Readings after repair. */
  final: StageEntry | null
  repairs: RepairLine[]
  repairsText: string | null
  remarks: string | null
  certifiedResult: 'PASS' | 'FAIL' | null
  /** Why certified against the verdict. */
  certifyReason: string | null
  /** An owner's reason to sign although licence or gauge was out of date. */
  overrideReason: string | null
  supersedesId: string | null
  supersedeReason: string | null
  /** What the person had before his eyes when he signed; null for callers that show nothing. */
  seen: { dueOn: Day | null; result: Result } | null
}

/** The verdict on an entry. Throws when the readings are not those of the type. */
export function judgeEntry(
  type: AssemblyType,
  profile: RuleProfile,
  entry: Pick<TestEntry, 'initial' | 'final' | 'repairsText' | 'answers'>,
): RecordVerdict {
  return evaluateRecord({
    type,
    profile,
    initial: stageOf(type, entry.initial),
    final: entry.final && stageOf(type, entry.final),
    repairsText: entry.repairsText,
    installedPerCode: entry.answers.installed_per_code ?? null,
  })
}

/** The blocks as rows of test_readings; a value that holds without a tick counts as tight, and is kept so. */
export function blockRows(type: AssemblyType, entry: Pick<TestEntry, 'initial' | 'final'>): BlockRow[] {
  const stages = [['initial', entry.initial] as const, ...(entry.final ? [['final', entry.final] as const] : [])]
  return stages.flatMap(([stage, readings]) => [
    { stage, part: 'main' as const, ...withTight(blockToRow(buildBlock(type, readings.main))) },
    ...(ASSEMBLIES[type].detector === 'TYPE_I'
      ? [{ stage, part: 'bypass' as const, ...withTight(blockToRow(buildBlock(type, readings.bypass ?? {}))) }]
      : []),
  ])
}

export type BlockRow = ReadingsRow & { stage: 'initial' | 'final'; part: 'main' | 'bypass' }

/** The profile's version, with the numbers a district replaced: '2026-1', '2026-1 rvMin=250'. */
export function ruleVersion(profile: RuleProfile): string {
  const own = profile.overridden.map((key: keyof RuleNumbers) => `${key}=${profile[key]}`)
  return [profile.version, ...own].join(' ')
}

/** What stands between an entry and its signature that no gateway needs to be asked for. Field names are the form's. */
export function missingForSigning(
  type: AssemblyType,
  entry: TestEntry,
  verdict: RecordVerdict,
  required: readonly string[],
): { field: string; code: string }[] {
  const removed = entry.testType === 'REMOVED_CAPPED'
  const blank = (text: string | null): boolean => (text ?? '').trim().length < 5
  const unanswered = removed ? [] : required.filter((key) => answerOf(entry.answers, key) === null)
  return [
    ...(entry.licenceId === null ? [{ field: 'licence_id', code: 'licence_missing' }] : []),
    ...(entry.gaugeId === null && ASSEMBLIES[type].testable && !removed
      ? [{ field: 'gauge_id', code: 'gauge_missing' }]
      : []),
    ...unanswered.map((key) => ({ field: key, code: 'answer_missing' })),
    ...(entry.certifiedResult === null ? [{ field: 'certified_result', code: 'result_missing' }] : []),
    ...(entry.certifiedResult !== null && entry.certifiedResult !== verdict.result && blank(entry.certifyReason)
      ? [{ field: 'certify_reason', code: 'certify_reason_missing' }]
      : []),
    ...(verdict.blockers.length > 0 ? [{ field: 'repairs_text', code: 'repairs_missing' }] : []),
    ...(entry.supersedesId !== null && blank(entry.supersedeReason)
      ? [{ field: 'supersede_reason', code: 'supersede_reason_missing' }]
      : []),
  ]
}

function answerOf(answers: SiteAnswers, key: string): boolean | null {
  return Object.entries(answers).find(([name]) => name === key)?.[1] ?? null
}

function stageOf(type: AssemblyType, stage: StageEntry): StageReadings {
  const main = buildBlock(type, stage.main)
  return ASSEMBLIES[type].detector === 'TYPE_I' ? { main, bypass: buildBlock(type, stage.bypass ?? {}) } : { main }
}

function withTight(row: ReadingsRow): ReadingsRow {
  const held = (value: number | null, state: CheckState | null): CheckState | null =>
    state ?? (value === null ? null : 'tight')
  // An RP's check 2 is answered against back-pressure: a number in flow says nothing about that.
  const relief = row.rv_did_not_open !== null
  return {
    ...row,
    cv1_state: held(row.cv1_hundredths_psid, row.cv1_state),
    cv2_state: relief ? row.cv2_state : held(row.cv2_hundredths_psid, row.cv2_state),
    bc_state: held(row.bc_hundredths_psid, row.bc_state),
    cv_state: held(row.cv_hundredths_psid, row.cv_state),
  }
}
