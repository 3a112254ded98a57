/** Turns what a district's record holds (columns and a jsonb schedule) into a `DueRule`. */
import { z } from 'zod'
import { ASSEMBLY_TYPES } from './assembly.ts'
import { type DueRule, defaultDueRule } from './due.ts'
import { isMonthDay } from './schedule.ts'

/** The columns of a district (or of a company's override) that say when tests are due. */
export interface DueSource {
  due_basis: string | null
  /** `{dates, by_use, other, window, cycle_dates, days_from_letter}`, month-days 'MM-DD'; each basis reads its own. */
  schedule: unknown
  interval_months: number | null
  repair_days: number | null
  early_days?: number | null
  /** A list of `IntervalRule`. */
  intervals?: unknown
}

const monthDay = z.string().refine(isMonthDay, 'not a month-day')
const scheduleShape = z
  .object({
    dates: z.array(monthDay),
    by_use: z.record(z.string(), monthDay),
    other: monthDay,
    window: z.tuple([monthDay, monthDay]),
    cycle_dates: z.array(monthDay),
    days_from_letter: z.int().min(0),
  })
  .partial()
const intervalsShape = z.array(
  z.object({
    months: z.int().min(1),
    hazard: z.string().exactOptional(),
    use: z.string().exactOptional(),
    types: z.array(z.enum(ASSEMBLY_TYPES)).exactOptional(),
  }),
)

/**
 * The rule a record states. Where it names no basis, or not the dates its basis needs, the rule is the anniversary of the
 * test, marked assumed. Groups of a cycle are named by their date. Throws on a schedule of the wrong shape: that is bad data.
 */
export function dueRuleOf(source: DueSource): DueRule {
  const schedule = scheduleShape.parse(source.schedule ?? {})
  const every = {
    intervalMonths: source.interval_months ?? 12,
    intervals: intervalsShape.parse(source.intervals ?? []),
    earlyDays: source.early_days ?? null,
    repairDays: source.repair_days,
    assumed: false,
  }
  const assumed: DueRule = { ...defaultDueRule(), ...every, basis: 'ANNIVERSARY_OF_TEST', assumed: true }
  switch (source.due_basis) {
    case 'ANNIVERSARY_OF_TEST':
    case 'FIXED_ANNIVERSARY':
    case 'EVENT_ONLY':
      return { ...every, basis: source.due_basis }
    case 'FIXED_DATE':
      return schedule.dates?.length ? { ...every, basis: 'FIXED_DATE', dates: schedule.dates } : assumed
    case 'FIXED_DATE_BY_USE':
      if (schedule.other === undefined) return assumed
      return { ...every, basis: 'FIXED_DATE_BY_USE', byUse: schedule.by_use ?? {}, other: schedule.other }
    case 'WINDOW':
      if (schedule.window === undefined) return assumed
      return { ...every, basis: 'WINDOW', opens: schedule.window[0], closes: schedule.window[1] }
    case 'CYCLE_GROUP':
      return {
        ...every,
        basis: 'CYCLE_GROUP',
        groups: Object.fromEntries((schedule.cycle_dates ?? []).map((d) => [d, d])),
      }
    case 'ON_NOTICE':
      return { ...every, basis: 'ON_NOTICE', days: schedule.days_from_letter ?? null }
    default:
      return assumed
  }
}
