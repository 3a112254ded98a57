import type { DueBasis } from '../backflow/due.ts'
import { formatMonthDay, parseMonthDay } from './month-day.ts'

/** The bases as people choose them. */
export const DUE_BASES: readonly { value: DueBasis; label: string; help: string }[] = [
  {
    value: 'ANNIVERSARY_OF_TEST',
    label: 'Anniversary of the test',
    help: 'So many months after the last passing test.',
  },
  { value: 'FIXED_ANNIVERSARY', label: 'Fixed anniversary', help: 'The same day every time, whenever it was tested.' },
  { value: 'FIXED_DATE', label: 'Fixed date', help: 'One or more days of the year for everybody.' },
  { value: 'FIXED_DATE_BY_USE', label: 'Fixed date by use', help: 'Irrigation by one day, fire by another.' },
  { value: 'WINDOW', label: 'Window', help: 'Between two days of the year.' },
  { value: 'CYCLE_GROUP', label: 'Cycle group', help: 'Each assembly belongs to one of a few dates.' },
  { value: 'ON_NOTICE', label: 'On notice', help: 'So many days after the purveyor’s letter.' },
  { value: 'EVENT_ONLY', label: 'Events only', help: 'Only after an installation, repair or move.' },
]

/** The boxes of the due rule, as typed. */
export type DueRuleTexts = {
  due_basis: DueBasis | ''
  interval_months: string
  early_days: string
  dates: string
  by_use: string
  other: string
  opens: string
  closes: string
  days_from_letter: string
}

/** What is stored in `due_rule`. */
export type StoredDueRule = {
  due_basis: DueBasis
  interval_months: number
  early_days?: number
  schedule?: Record<string, unknown>
  intervals?: unknown
}
export type ReadDueRule = { rule: StoredDueRule | null; errors: Partial<Record<keyof DueRuleTexts, string>> }

/**
 * Reads the boxes into what is stored; null where no basis is chosen (the rulebook's rule, or the assumed one, holds).
 * `kept` is the rule on file: its exceptions (`intervals`), which the form does not show, stay.
 */
export function readDueRule(texts: DueRuleTexts, kept: unknown): ReadDueRule {
  if (texts.due_basis === '') return { rule: null, errors: {} }
  const errors: ReadDueRule['errors'] = {}
  const months = whole(texts.interval_months, 1, 120)
  if (months === null) errors.interval_months = 'Enter 1 to 120 months.'
  const early = texts.early_days.trim() === '' ? undefined : whole(texts.early_days, 0, 365)
  if (early === null) errors.early_days = 'Enter 0 to 365 days, or leave it empty.'
  const schedule = readSchedule(texts.due_basis, texts, errors)
  if (Object.keys(errors).length > 0 || months === null) return { rule: null, errors }
  const intervals = intervalsOf(kept)
  return {
    errors,
    rule: {
      due_basis: texts.due_basis,
      interval_months: months,
      ...(early === undefined || early === null ? {} : { early_days: early }),
      ...(schedule === null ? {} : { schedule }),
      ...(intervals === null ? {} : { intervals }),
    },
  }
}

function readSchedule(
  basis: DueBasis,
  texts: DueRuleTexts,
  errors: ReadDueRule['errors'],
): Record<string, unknown> | null {
  switch (basis) {
    case 'FIXED_DATE':
    case 'CYCLE_GROUP': {
      // The dates of a cycle may be unknown: then each assembly's own date is counted on.
      if (basis === 'CYCLE_GROUP' && texts.dates.trim() === '') return null
      const dates = monthDays(texts.dates)
      if (dates === null) errors.dates = 'Write days of the year with commas, such as May 1, Nov 1.'
      return basis === 'FIXED_DATE' ? { dates } : { cycle_dates: dates }
    }
    case 'FIXED_DATE_BY_USE': {
      const byUse = usesOf(texts.by_use)
      if (byUse === null) errors.by_use = 'Write one use a line, such as irrigation: May 31.'
      const other = parseMonthDay(texts.other)
      if (other === null) errors.other = 'Write the day of all other uses, such as Aug 31.'
      return { by_use: byUse, other }
    }
    case 'WINDOW': {
      const [opens, closes] = [parseMonthDay(texts.opens), parseMonthDay(texts.closes)]
      if (opens === null) errors.opens = 'Write the first day, such as Apr 1.'
      if (closes === null) errors.closes = 'Write the last day, such as Sep 30.'
      return { window: [opens, closes] }
    }
    case 'ON_NOTICE': {
      if (texts.days_from_letter.trim() === '') return null
      const days = whole(texts.days_from_letter, 0, 365)
      if (days === null)
        errors.days_from_letter = 'Enter 0 to 365 days, or leave it empty where the letter names the date.'
      return { days_from_letter: days }
    }
    default:
      return null
  }
}

/** The stored rule as the form's boxes show it. */
export function dueRuleTexts(stored: unknown): DueRuleTexts {
  const rule = object(stored)
  const schedule = object(rule.schedule)
  const window = Array.isArray(schedule.window) ? schedule.window : []
  const basis = DUE_BASES.find(({ value }) => value === rule.due_basis)?.value ?? ''
  return {
    due_basis: basis,
    interval_months: number(rule.interval_months) || '12',
    early_days: number(rule.early_days),
    dates: dayList(basis === 'CYCLE_GROUP' ? schedule.cycle_dates : schedule.dates),
    by_use: Object.entries(object(schedule.by_use))
      .map(([use, date]) => `${use}: ${day(date)}`)
      .join('\n'),
    other: day(schedule.other),
    opens: day(window[0]),
    closes: day(window[1]),
    days_from_letter: number(schedule.days_from_letter),
  }
}

function monthDays(text: string): string[] | null {
  const dates = text
    .split(/[,;\n]+/)
    .filter((part) => part.trim() !== '')
    .map(parseMonthDay)
  return dates.length > 0 && dates.length <= 12 && dates.every((date) => date !== null)
    ? [...new Set(dates)].toSorted()
    : null
}

function usesOf(text: string): Record<string, string> | null {
  const uses: Record<string, string> = {}
  for (const line of text.split('\n').filter((part) => part.trim() !== '')) {
    const [, use = '', date = ''] = /^\s*([A-Za-z][A-Za-z ]{0,30}?)\s*[:=]\s*(.+)$/.exec(line) ?? []
    const read = parseMonthDay(date)
    if (use === '' || read === null) return null
    uses[use.toLowerCase()] = read
  }
  return uses
}

function whole(text: string, least: number, most: number): number | null {
  const value = /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : null
  return value !== null && value >= least && value <= most ? value : null
}

function intervalsOf(kept: unknown): unknown {
  const { intervals } = object(kept)
  return Array.isArray(intervals) && intervals.length > 0 ? intervals : null
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}
}

function number(value: unknown): string {
  return typeof value === 'number' ? String(value) : ''
}

function day(value: unknown): string {
  return typeof value === 'string' && parseMonthDay(value) !== null ? formatMonthDay(value) : ''
}

function dayList(value: unknown): string {
  return Array.isArray(value)
    ? value
        .map(day)
        .filter((text) => text !== '')
        .join(', ')
    : ''
}
