/**
 * What all accepted records of an assembly together say about its dates. Pure: the form shows it before signing, signing
 * stores it, and the worker concludes it again after imports and changes of rules. DOMAIN 1.6.
 */
import type { AssemblyType } from '../backflow/assembly.ts'
import { type DueRule, intervalFor, rollForward } from '../backflow/due.ts'
import type { TestType } from '../backflow/test-types.ts'
import { addDays, addMonths, type Day, formatDay } from '../dates.ts'

export type DueDateSource = 'imported' | 'computed' | 'manual'

/** One accepted record that no other supersedes. */
export interface AcceptedRecord {
  id: string
  testedOn: Day
  /** 'HH:MM'; null sorts before the hours of its day. */
  testedAt: string | null
  result: 'PASS' | 'FAIL'
  testType: TestType
}

export interface ConcludeInputs {
  deviceId: string
  /** Counts up with every change of the accepted records. */
  recordsVersion: number
  type: AssemblyType
  hazard: string | null
  use: string | null
  status: string
  rule: DueRule
  /** The date that stood before our records: imported, or set by hand after them. */
  base: { dueOn: Day | null; source: 'imported' | 'manual' | null; through: Day | null; anchorOn: Day | null }
  targetLeadDays: number
  /** In the order they were made. */
  tests: readonly AcceptedRecord[]
}

export interface Conclusion {
  dueOn: Day | null
  dueSource: DueDateSource | null
  targetOn: Day | null
  anchorOn: Day | null
  repairDueOn: Day | null
  repairAssumed: boolean
  /** Why it is that day, in plain words; names the imported date it replaces. */
  basis: string
  /** True where the district's own rule is not on file. */
  assumed: boolean
  /** What becomes of the assembly; null leaves its status. */
  status: 'ACTIVE' | 'REMOVED_CAPPED' | null
}

/** A record about to be signed, and the one it takes the place of. */
export interface RecordChange {
  add: AcceptedRecord
  supersedesId: string | null
}

/** Concludes from the records on file, or from those with one change: a new record, or a correction. */
export function concludeDates(inputs: ConcludeInputs, change: RecordChange | null = null): Conclusion {
  const { rule, base } = inputs
  const kept = inputs.tests.filter(({ id }) => id !== change?.supersedesId && id !== change?.add.id)
  const tests = change === null ? kept : [...kept, change.add].toSorted(earlierFirst)
  const latest = tests.at(-1)
  if (latest?.testType === 'REMOVED_CAPPED' && (change !== null || inputs.status === 'REMOVED_CAPPED')) return removed()
  const coveredThrough = coverageOf(inputs)
  const told = toldTest(inputs, tests)
  const counting = told === null ? tests : [...tests, told].toSorted(earlierFirst)
  const rolled = rollForward({
    rule,
    type: inputs.type,
    hazard: inputs.hazard,
    use: inputs.use,
    anchor: base.anchorOn,
    cycleGroup: groupOf(inputs),
    noticeDay: null,
    currentDue: base.dueOn,
    coveredThrough,
    acceptedTests: counting.map(({ testedOn, result, testType }) => ({ testDate: testedOn, result, testType })),
  })
  const counts = ({ testedOn, result }: AcceptedRecord): boolean =>
    result === 'PASS' && (coveredThrough === null || testedOn > coveredThrough)
  const counted = counting.some(counts)
  return {
    dueOn: rolled.nextDue,
    dueSource: counted ? 'computed' : base.source,
    targetOn: rolled.nextDue && addDays(rolled.nextDue, -inputs.targetLeadDays),
    anchorOn: rolled.anchor,
    repairDueOn: rolled.repairDeadline,
    repairAssumed: rolled.repairDeadlineAssumed,
    basis: `${rolled.basisText}${baseWords(inputs, rolled.nextDue, counted)}${told === null ? '' : TOLD_WORDS}`,
    assumed: rolled.assumed,
    status: change !== null && latest?.id === change.add.id ? statusAfter(inputs.status, change.add) : null,
  }
}

/** What the dates become when this entry is signed with its certified result; undecided counts as failed. */
export function concludeEntry(inputs: ConcludeInputs, entry: EntryFacts): Conclusion {
  return concludeDates(inputs, {
    add: {
      id: entry.clientId,
      testedOn: entry.testedOn,
      testedAt: entry.testedAt,
      result: entry.certifiedResult ?? 'FAIL',
      testType: entry.testType,
    },
    supersedesId: entry.supersedesId,
  })
}

/** What of an entry moves dates. */
export interface EntryFacts {
  clientId: string
  testedOn: Day
  testedAt: string | null
  testType: TestType
  certifiedResult: 'PASS' | 'FAIL' | null
  supersedesId: string | null
}

/** The dates as private.conclude_device() takes them. */
export function datesJson(conclusion: Conclusion): Record<string, string | null> {
  return {
    district_due_on: conclusion.dueOn,
    district_due_source: conclusion.dueSource,
    our_target_on: conclusion.targetOn,
    due_anchor_on: conclusion.anchorOn,
    repair_due_on: conclusion.repairDueOn,
    basis: conclusion.basis,
    status: conclusion.status,
  }
}

function earlierFirst(a: AcceptedRecord, b: AcceptedRecord): number {
  if (a.testedOn !== b.testedOn) return a.testedOn < b.testedOn ? -1 : 1
  const [at, bt] = [a.testedAt ?? '', b.testedAt ?? '']
  return at === bt ? 0 : at < bt ? -1 : 1
}

// A base that does not say which test it rests on: no test more than an interval before it can move it.
function coverageOf(inputs: ConcludeInputs): Day | null {
  const { base, rule } = inputs
  if (base.dueOn === null) return null
  return base.through ?? addMonths(base.dueOn, -intervalFor(rule, inputs))
}

// An import may name the day of the last test and neither a due date nor a record of it: it is taken as passed.
function toldTest({ base }: ConcludeInputs, tests: readonly AcceptedRecord[]): AcceptedRecord | null {
  const day = base.through
  if (base.dueOn !== null || day === null || tests.some(({ testedOn }) => testedOn === day)) return null
  return { id: 'told', testedOn: day, testedAt: null, result: 'PASS', testType: 'ANNUAL' }
}
const TOLD_WORDS = ' The imported last test is taken as passed: its record is not on file.'

// Groups of a cycle are named by their date: an imported date that is one of them tells the group.
function groupOf({ rule, base }: ConcludeInputs): string | null {
  const monthDay = base.dueOn?.slice(5)
  return rule.basis === 'CYCLE_GROUP' && monthDay !== undefined && monthDay in rule.groups ? monthDay : null
}

function baseWords({ base }: ConcludeInputs, dueOn: Day | null, counted: boolean): string {
  if (base.dueOn === null || base.source !== 'imported') return ''
  if (!counted) return ` The imported date ${formatDay(base.dueOn)} stands.`
  return dueOn === base.dueOn ? '' : ` It was imported as ${formatDay(base.dueOn)}.`
}

function statusAfter(status: string, { testType, result }: AcceptedRecord): 'ACTIVE' | null {
  const back = status === 'REMOVED_CAPPED' || status === 'NOT_FOUND'
  const started = status === 'SEASONAL_OFF' && testType === 'SEASONAL_STARTUP'
  const installed = status === 'PENDING_INSTALL' && result === 'PASS'
  return back || started || installed ? 'ACTIVE' : null
}

function removed(): Conclusion {
  return {
    dueOn: null,
    dueSource: null,
    targetOn: null,
    anchorOn: null,
    repairDueOn: null,
    repairAssumed: false,
    basis: 'Removed and capped: nothing is due.',
    assumed: false,
    status: 'REMOVED_CAPPED',
  }
}
