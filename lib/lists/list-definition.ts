import { addDays, addMonths, type Day, instantAt, isDay, secondsAfter } from '../dates.ts'
import type { ListFilter, ListView } from './list-rows.ts'

/** What readers of a URL may refer to: today, in the company's zone, and that zone (UTC without one). */
export type ReadingOf = { today: Day; timeZone?: string }
/** Turns the text of a URL parameter into filters; null when it means nothing, and is then ignored. */
export type FilterReader = (value: string, reading: ReadingOf) => ListFilter[] | null

/** A column of the CSV file: its head in words and its text. */
export type FileColumn = { head: string; text: (row: Readonly<Record<string, unknown>>) => string }

/** A list as its page and its file know it. Nothing outside these names ever reaches the database. */
export type ListDefinition = {
  /** The page, and the name its saved views are kept under. */
  path: string
  view: ListView
  permission: string
  /** Name in the URL → column of the view. */
  sorts: Readonly<Record<string, string>>
  /** As in the URL: 'due', '-tested'. */
  defaultSort: string
  filters: Readonly<Record<string, FilterReader>>
  /** Filters that follow from the whole of the URL: what the page shows when nothing is asked for. */
  always?: (asked: Readonly<Record<string, string>>, reading: ReadingOf) => ListFilter[]
  columns: readonly FileColumn[]
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const MOST_IDS = 500

/** True for a uuid as the database prints it. */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** One of a fixed set of values; several may be given with commas. */
export function oneOf(column: string, allowed: readonly string[]): FilterReader {
  return (value) => {
    const values = value.split(',').filter((each) => allowed.includes(each))
    const [only] = values
    if (only === undefined) return null
    return [values.length === 1 ? { column, op: 'eq', value: only } : { column, op: 'in', value: values }]
  }
}

/** A row's id; 'none' asks for rows without one. */
export function idOf(column: string): FilterReader {
  return (value) => {
    if (value === 'none') return [{ column, op: 'is_null' }]
    return isUuid(value) ? [{ column, op: 'eq', value }] : null
  }
}

/** Ids with commas between them, at most 500. */
export function idsOf(column: string): FilterReader {
  return (value) => {
    const ids = value.split(',').filter(isUuid).slice(0, MOST_IDS)
    return ids.length === 0 ? null : [{ column, op: 'in', value: ids }]
  }
}

/** A text exactly as it stands on file, or only its beginning. */
export function textOf(column: string, op: 'eq' | 'starts' = 'eq'): FilterReader {
  return (value) => [{ column, op, value }]
}

/** A day and later. */
export function fromDay(column: string): FilterReader {
  return (value) => (isDay(value) ? [{ column, op: 'gte', value }] : null)
}

/** A day and earlier. */
export function toDay(column: string): FilterReader {
  return (value) => (isDay(value) ? [{ column, op: 'lte', value }] : null)
}

/** A day of the company's calendar and later, of a column of instants. */
export function sinceDay(column: string): FilterReader {
  return (value, { timeZone = 'UTC' }) =>
    isDay(value) ? [{ column, op: 'gte', value: instantAt(value, '00:00', timeZone) }] : null
}

/** Until the end of a day of the company's calendar, of a column of instants. */
export function untilDay(column: string): FilterReader {
  return (value, { timeZone = 'UTC' }) => {
    if (!isDay(value) || value >= '9999-12-31') return null
    const last = secondsAfter(instantAt(addDays(value, 1), '00:00', timeZone), -1)
    return [{ column, op: 'lte', value: last.replace('.000Z', '.999999Z') }]
  }
}

/** A month, 'YYYY-MM'. */
export function monthOf(column: string): FilterReader {
  return (value) => {
    const first = `${value}-01`
    // Day arithmetic ends with the year 9999.
    if (!isDay(first) || value >= '9999-12') return null
    return [
      { column, op: 'gte', value: first },
      { column, op: 'lte', value: addDays(addMonths(first, 1), -1) },
    ]
  }
}

/** From `from` to `to` days from today. */
export function daysAhead(column: string, today: Day, from: number, to: number): ListFilter[] {
  return [
    { column, op: 'gte', value: addDays(today, from) },
    { column, op: 'lte', value: addDays(today, to) },
  ]
}

/** Months around today as choices of a filter, 'YYYY-MM'. */
export function monthsAround(today: Day, back: number, ahead: number): string[] {
  return Array.from({ length: back + ahead + 1 }, (_, index) =>
    addMonths(`${today.slice(0, 7)}-01`, index - back).slice(0, 7),
  )
}
