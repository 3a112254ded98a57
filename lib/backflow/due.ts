/**
 * When the next test is due: every due basis met in the field, and how a test moves the date. DOMAIN 1.6.
 * An assembly keeps two dates; this file computes the district's. Our own target is the company's to set.
 */
import { addDays, addMonths, type Day, formatDay, partsOfDay } from '../dates.ts'
import type { AssemblyType } from './assembly.ts'
import {
  everyMonthsFrom,
  everyMonthsOn,
  lastOnOrBefore,
  type MonthDay,
  nextDateAfter,
  type Recurrence,
} from './schedule.ts'
import { resetsAnchor, type TestType } from './test-types.ts'

/** An interval of its own for some assemblies; absent conditions match all. The first that matches counts. */
export interface IntervalRule {
  months: number
  hazard?: string
  use?: string
  types?: readonly AssemblyType[]
}

interface EveryRule {
  /** Months between tests where no entry of `intervals` matches. */
  intervalMonths: number
  intervals: readonly IntervalRule[]
  /** A test earlier than this before the due date does not count for it; null takes half the interval (see `earliestFor`). */
  earlyDays: number | null
  /** Days to repair after a failing test; null takes `DEFAULT_REPAIR_DAYS` and says so. */
  repairDays: number | null
  /** True where the district's own rule is not on file. */
  assumed: boolean
}

/** How a district sets due dates. Examples of each stand in DOMAIN 1.6. */
export type DueRule = EveryRule &
  (
    | { basis: 'ANNIVERSARY_OF_TEST' }
    | { basis: 'FIXED_ANNIVERSARY' }
    | { basis: 'FIXED_DATE'; dates: readonly MonthDay[] }
    | { basis: 'FIXED_DATE_BY_USE'; byUse: Readonly<Record<string, MonthDay>>; other: MonthDay }
    | { basis: 'WINDOW'; opens: MonthDay; closes: MonthDay }
    | { basis: 'CYCLE_GROUP'; groups: Readonly<Record<string, MonthDay>> }
    | { basis: 'ON_NOTICE'; days: number | null }
    | { basis: 'EVENT_ONLY' }
  )
export type DueBasis = DueRule['basis']

/** The commonest repair window of the field (DOMAIN 1.7), for districts that name none. */
export const DEFAULT_REPAIR_DAYS = 30

/** What the rule needs to know of the assembly. */
export interface DueFacts {
  type: AssemblyType
  hazard: string | null
  /** The service: 'irrigation', 'fire'. */
  use: string | null
  /** The day fixed anniversaries (and cycle groups) are counted from, as it stood before the tests given. Under the other
   * fixed dates only its year counts, and only where the interval is longer than a year. */
  anchor: Day | null
  /** The key of the assembly's group in the rule's `groups`. */
  cycleGroup: string | null
  /** The day of the district's latest letter. */
  noticeDay: Day | null
}

/** One accepted record. */
export interface AcceptedTest {
  testDate: Day
  result: 'PASS' | 'FAIL'
  testType: TestType
}

export interface RollForwardInput extends DueFacts {
  rule: DueRule
  /** The date that stood before these tests: imported, set by hand or by a letter. Not one computed from the same tests. */
  currentDue: Day | null
  /** Tests up to this day are in `currentDue` already (an import's "last tested on"); null: none is. */
  coveredThrough: Day | null
  /** ALL accepted, not superseded records, in any order; on one day the order given is the order made. */
  acceptedTests: readonly AcceptedTest[]
}

export interface RolledForward {
  /** Null when nothing is due: after a pass under ON_NOTICE and EVENT_ONLY, and before any date is known. */
  nextDue: Day | null
  /** Counted from the first failing test since the last pass; null when none is open. */
  repairDeadline: Day | null
  repairDeadlineAssumed: boolean
  /** The anchor after these tests. */
  anchor: Day | null
  /** Why it is that day, in plain words. */
  basisText: string
  assumed: boolean
}

/** The rule where a district's own is not on file: 12 months after the last passing test, marked assumed. */
export function defaultDueRule(intervalMonths = 12): DueRule {
  const every = { intervalMonths, intervals: [], earlyDays: null, repairDays: null, assumed: true }
  return { basis: 'ANNIVERSARY_OF_TEST', ...every }
}

/** Months between tests for this assembly: the first matching entry of `intervals`, else the rule's own. */
export function intervalFor(rule: DueRule, facts: Pick<DueFacts, 'type' | 'hazard' | 'use'>): number {
  const match = rule.intervals.find(
    ({ hazard, use, types }) =>
      (hazard === undefined || same(hazard, facts.hazard)) &&
      (use === undefined || same(use, facts.use)) &&
      (types === undefined || types.includes(facts.type)),
  )
  return match?.months ?? rule.intervalMonths
}

/**
 * The due date after one passing test on `testDate`, from the date that stood before it. Too early a test leaves the date.
 * Under any basis with a date, a later test never gives an earlier one.
 */
export function nextDueAfterPass(
  input: DueFacts & { rule: DueRule; currentDue: Day | null; testDate: Day; testType: TestType },
): Day | null {
  const { rule, currentDue, testDate, testType } = input
  const months = intervalFor(rule, input)
  switch (rule.basis) {
    case 'EVENT_ONLY':
      return null
    case 'ON_NOTICE':
      return input.noticeDay !== null && testDate < input.noticeDay
        ? noticeDue(rule.days, input.noticeDay, currentDue)
        : null
    case 'ANNIVERSARY_OF_TEST':
      return addMonths(testDate, months)
    default: {
      if (rule.basis === 'FIXED_ANNIVERSARY' && resetsAnchor(testType)) return addMonths(testDate, months)
      const schedule = scheduleOf(rule, input, months, currentDue)
      if (!schedule) return addMonths(testDate, months)
      if (currentDue === null) return nextDateAfter(schedule, testDate)
      if (testDate < earliestFor(rule, currentDue, months)) return currentDue
      return nextDateAfter(schedule, testDate > currentDue ? testDate : currentDue)
    }
  }
}

/**
 * The due date, repair deadline and anchor that all accepted records together give. Pure in its inputs: a correction or a
 * back-dated import that changes the list may move the date either way. Failing tests never move it.
 */
export function rollForward(input: RollForwardInput): RolledForward {
  const { rule } = input
  const tests = input.acceptedTests.toSorted((a, b) => (a.testDate < b.testDate ? -1 : a.testDate > b.testDate ? 1 : 0))
  let anchor = input.anchor ?? (rule.basis === 'CYCLE_GROUP' ? null : input.currentDue)
  let due =
    rule.basis === 'ON_NOTICE' && input.noticeDay
      ? noticeDue(rule.days, input.noticeDay, input.currentDue)
      : input.currentDue
  let counted: { testDate: Day; before: Day | null } | null = null
  for (const { testDate, testType } of tests.filter((test) => test.result === 'PASS')) {
    if (input.coveredThrough !== null && testDate <= input.coveredThrough) continue
    const next = nextDueAfterPass({ ...input, anchor, currentDue: due, testDate, testType })
    if (rule.basis === 'FIXED_ANNIVERSARY' && (resetsAnchor(testType) || anchor === null)) anchor = testDate
    counted = { testDate, before: due }
    due = next
  }
  const openFailure = firstOpenFailure(tests)
  return {
    nextDue: due,
    repairDeadline: openFailure && addDays(openFailure, rule.repairDays ?? DEFAULT_REPAIR_DAYS),
    repairDeadlineAssumed: openFailure !== null && rule.repairDays === null,
    anchor,
    basisText: basisText(rule, input, due, counted),
    assumed: rule.assumed,
  }
}

/** The district's rule in plain words, one or two sentences. */
export function describeDueRule(rule: DueRule): string {
  const exceptions = rule.intervals.map((entry) => {
    const to = [entry.hazard, entry.use, entry.types?.join(', ')].filter((word) => word !== undefined)
    return `${often(entry.months)} for ${to.length > 0 ? to.join(', ') : 'the others'}`
  })
  const also = exceptions.length > 0 && rule.basis !== 'EVENT_ONLY' ? ` Other intervals: ${exceptions.join('; ')}.` : ''
  const assumed = rule.assumed ? ' Assumed: the district’s own rule is not on file.' : ''
  return `${describeBasis(rule)}${also}${assumed}`
}

function describeBasis(rule: DueRule): string {
  const every = often(rule.intervalMonths)
  switch (rule.basis) {
    case 'ANNIVERSARY_OF_TEST':
      return `Due ${rule.intervalMonths} months after the last passing test.`
    case 'FIXED_ANNIVERSARY':
      return `Due on the same day ${every}, whatever day it was tested. A replacement or rebuild starts the count anew.`
    case 'FIXED_DATE':
      return `Due ${every} by ${rule.dates.map(monthDayWords).join(' and ')}.`
    case 'FIXED_DATE_BY_USE': {
      const uses = Object.entries(rule.byUse).map(([use, date]) => `${use} by ${monthDayWords(date)}`)
      return `Due ${every}: ${[...uses, `other uses by ${monthDayWords(rule.other)}`].join(', ')}.`
    }
    case 'WINDOW':
      return `Due ${every} between ${monthDayWords(rule.opens)} and ${monthDayWords(rule.closes)}.`
    case 'CYCLE_GROUP': {
      const dates = [...new Set(Object.values(rule.groups))].map(monthDayWords)
      return `Due ${every} on the date of the assembly’s group${dates.length > 0 ? `: ${dates.join(' or ')}` : ''}.`
    }
    case 'ON_NOTICE':
      return rule.days === null
        ? 'Due by the date in the district’s letter.'
        : `Due ${rule.days} days after the district’s letter.`
    case 'EVENT_ONLY':
      return 'Due only after an installation, repair, replacement, move or incident.'
  }
}

function basisText(
  rule: DueRule,
  facts: DueFacts,
  due: Day | null,
  counted: { testDate: Day; before: Day | null } | null,
): string {
  const describe = describeDueRule({ ...rule, intervalMonths: intervalFor(rule, facts), intervals: [] })
  if (counted === null) return due === null ? `No date is known yet. ${describe}` : describe
  const tested = `Last passing test ${formatDay(counted.testDate)}`
  if (due !== null && due === counted.before && rule.basis !== 'ANNIVERSARY_OF_TEST')
    return `${tested}, too early to count for ${formatDay(due)}. ${describe}`
  return `${tested}. ${describe}`
}

// The dates a basis schedules; null when the assembly has no group or anchor yet, and the test itself must serve as one.
function scheduleOf(rule: DueRule, facts: DueFacts, months: number, currentDue: Day | null): Recurrence[] | null {
  const on = (date: MonthDay): Recurrence => yearlyOn(date, months, facts.anchor ?? currentDue)
  switch (rule.basis) {
    case 'FIXED_DATE':
      return rule.dates.length === 0 ? null : rule.dates.map(on)
    case 'FIXED_DATE_BY_USE': {
      const use = Object.keys(rule.byUse).find((key) => same(key, facts.use))
      return [on((use === undefined ? undefined : rule.byUse[use]) ?? rule.other)]
    }
    case 'WINDOW':
      return [on(rule.closes)]
    case 'CYCLE_GROUP': {
      const date = facts.cycleGroup === null ? undefined : rule.groups[facts.cycleGroup]
      if (facts.anchor === null && date !== undefined) return [on(date)]
      break
    }
    default:
  }
  const anchor = facts.anchor ?? currentDue
  return anchor === null ? null : [everyMonthsFrom(anchor, months)]
}

// Which years a two- or three-yearly date falls in follows the anchor or the date that stood; with neither, the next one
// comes within a year.
function yearlyOn(date: MonthDay, months: number, phase: Day | null): Recurrence {
  return phase === null
    ? everyMonthsOn(date, 2000, Math.min(months, 12))
    : everyMonthsOn(date, partsOfDay(phase).year, months)
}

/**
 * The first day a test counts for a due date. A window counts from its opening. Where the district says nothing, half the
 * interval: a test belongs to the due date it is nearest to, so two tests in one cycle never skip a year.
 */
function earliestFor(rule: DueRule, due: Day, months: number): Day {
  const stated = rule.earlyDays === null ? null : addDays(due, -rule.earlyDays)
  if (rule.basis === 'WINDOW') {
    const opening = lastOnOrBefore(rule.opens, due)
    return stated !== null && stated < opening ? stated : opening
  }
  const dates = rule.basis === 'FIXED_DATE' ? Math.max(rule.dates.length, 1) : 1
  return stated ?? addMonths(due, -Math.max(1, Math.floor(months / (2 * dates))))
}

function noticeDue(days: number | null, noticeDay: Day, currentDue: Day | null): Day | null {
  return days === null ? currentDue : addDays(noticeDay, days)
}

function firstOpenFailure(sorted: readonly AcceptedTest[]): Day | null {
  const lastPass = sorted.findLastIndex(({ result }) => result === 'PASS')
  return sorted.slice(lastPass + 1).find(({ result }) => result === 'FAIL')?.testDate ?? null
}

function often(months: number): string {
  if (months === 12) return 'every year'
  return months % 12 === 0 ? `every ${months / 12} years` : `every ${months} months`
}

function monthDayWords(date: MonthDay): string {
  return formatDay(`2000-${date}`).replace(/, 2000$/, '')
}

function same(a: string, b: string | null): boolean {
  return b !== null && a.trim().toLowerCase() === b.trim().toLowerCase()
}
