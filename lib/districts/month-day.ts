import { formatDay, isDay } from '../dates.ts'

const NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Reads a day of every year as people write it ('Jul 31', 'July 31', '7/31', '07-31') into 'MM-DD'; null for anything else. */
export function parseMonthDay(text: string): string | null {
  const trimmed = text.trim().toLowerCase().replace(/[.,]/g, '')
  const figures = /^(\d{1,2})\s*[-/]\s*(\d{1,2})$/.exec(trimmed)
  if (figures) return checked(Number(figures[1]), Number(figures[2]))
  const named = /^([a-z]{3,9})\s+(\d{1,2})$/.exec(trimmed)
  const name = named?.[1] ?? ''
  const month = NAMES.findIndex((short) => name.startsWith(short)) + 1
  return named && month > 0 ? checked(month, Number(named[2])) : null
}

/** 'MM-DD' as 'Jul 31'. Throws when it is none. */
export function formatMonthDay(monthDay: string): string {
  return formatDay(`2000-${monthDay}`).replace(/, 2000$/, '')
}

function checked(month: number, day: number): string | null {
  const text = `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDay(`2000-${text}`) ? text : null
}
