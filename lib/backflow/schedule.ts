/** Repeating due dates: a day of the month every so many months, clamped to the month's end, counted from the anchor itself. */
import { type Day, dayOf, partsOfDay } from '../dates.ts'

/** A day of every year, 'MM-DD'; '02-29' means the last of February. */
export type MonthDay = string

/** One repeating date. Months are counted from year 0, so that an anchor on the 29th to 31st is never worn down. */
export interface Recurrence {
  month: number
  dayOfMonth: number
  every: number
}

/** True for 'MM-DD' that some year has. */
export function isMonthDay(text: string): text is MonthDay {
  return monthAndDay(text) !== null
}

/** The recurrence that starts on a day. */
export function everyMonthsFrom(anchor: Day, every: number): Recurrence {
  const { year, month, day } = partsOfDay(anchor)
  return { month: year * 12 + month - 1, dayOfMonth: day, every: positive(every) }
}

/** The recurrence of a month-day that includes its date of `year`. */
export function everyMonthsOn(monthDay: MonthDay, year: number, every: number): Recurrence {
  const found = monthAndDay(monthDay)
  if (!found) throw new RangeError(`not a month-day: ${monthDay}`)
  return { month: year * 12 + found.month - 1, dayOfMonth: found.day, every: positive(every) }
}

/** The smallest date of all recurrences strictly after `day`. Throws when there is none to take. */
export function nextDateAfter(recurrences: readonly Recurrence[], day: Day): Day {
  const [first] = recurrences.map((recurrence) => nextOf(recurrence, day)).toSorted()
  if (first === undefined) throw new RangeError('no scheduled date')
  return first
}

/** The last date with this month-day on or before `day`. */
export function lastOnOrBefore(monthDay: MonthDay, day: Day): Day {
  const { year } = partsOfDay(day)
  const recurrence = everyMonthsOn(monthDay, year, 12)
  const thisYear = dateAt(recurrence, 0)
  return thisYear <= day ? thisYear : dateAt(recurrence, -1)
}

function nextOf(recurrence: Recurrence, day: Day): Day {
  const { year, month } = partsOfDay(day)
  let k = Math.floor((year * 12 + month - 1 - recurrence.month) / recurrence.every)
  while (dateAt(recurrence, k) <= day) k += 1
  return dateAt(recurrence, k)
}

function dateAt({ month, dayOfMonth, every }: Recurrence, k: number): Day {
  const index = month + k * every
  return dayOf(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, dayOfMonth)
}

function monthAndDay(text: string): { month: number; day: number } | null {
  const match = /^(\d{2})-(\d{2})$/.exec(text)
  const [month, day] = [Number(match?.[1]), Number(match?.[2])]
  if (!match || month < 1 || month > 12) return null
  const longest = partsOfDay(dayOf(2000, month, 31)).day
  return day >= 1 && day <= longest ? { month, day } : null
}

function positive(every: number): number {
  if (!Number.isInteger(every) || every < 1) throw new RangeError(`not an interval: ${every}`)
  return every
}
