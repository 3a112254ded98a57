import { addDays, addMonths, type Day, isDay } from '../dates.ts'

/** The span of days that a report looks at. `wrong` says what is the matter with what was asked; nothing is read then. */
export type Window = { from: Day; through: Day; wrong: string | null }

const MONTHS = 12
const LONGEST_MONTHS = 60

/** This month and the eleven before it. */
function lastYear(today: Day): { from: Day; through: Day } {
  const first: Day = `${today.slice(0, 7)}-01`
  return { from: addMonths(first, 1 - MONTHS), through: addDays(addMonths(first, 1), -1) }
}

/** The window of an address, `from` and `to`; where one is missing, the usual one's end. */
export function readWindow(asked: { from: string; to: string }, today: Day, usual = lastYear(today)): Window {
  const wrong = (sentence: string): Window => ({ ...usual, wrong: sentence })
  for (const text of [asked.from, asked.to]) {
    if (text === '') continue
    // Kept apart, for isDay() makes a text that is no day a `never`.
    const known: boolean = isDay(text)
    if (!known) return wrong(`“${text.slice(0, 20)}” is not a day of the calendar.`)
    if (text < '1990' || text > '2200') return wrong('Choose days between 1990 and 2199.')
  }
  const through = asked.to || (asked.from > usual.through ? addDays(addMonths(asked.from, MONTHS), -1) : usual.through)
  const from = asked.from || (through < usual.from ? addDays(addMonths(through, -MONTHS), 1) : usual.from)
  if (from > through) return wrong('The first day lies after the last.')
  if (addMonths(from, LONGEST_MONTHS) <= through) return wrong('Choose at most five years.')
  return { from, through, wrong: null }
}

/** Every month of a window by its first day, so that a month without anything shows too. */
export function monthsOf({ from, through }: Window): Day[] {
  const months: Day[] = []
  for (let month: Day = `${from.slice(0, 7)}-01`; month <= through; month = addMonths(month, 1)) months.push(month)
  return months
}
