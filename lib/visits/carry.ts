import type { Day } from '../dates.ts'
import { formatWeekday } from '../dates.ts'
import { clockWords } from './words.ts'

/** Where a visit stands on the board, or would if it were dropped now. */
export type Place = { day: Day; minute: number; profile_id: string | null }
export type BoardView = 'week' | 'day'

/** Steps of the clock while something is carried. */
export const STEP_MINUTES = 15

/**
 * Where a carried visit goes at the press of a key; null for keys that move nothing. In the week arrows change day and
 * person, in the day person and time; Page Up and Page Down change the time in both. It stays on the board.
 */
export function carry(
  place: Place,
  key: string,
  view: BoardView,
  days: readonly Day[],
  people: readonly (string | null)[],
): Place | null {
  const [later, sooner] = view === 'week' ? ['PageDown', 'PageUp'] : ['ArrowDown', 'ArrowUp']
  if (key === later || key === 'PageDown') return { ...place, minute: clamped(place.minute + STEP_MINUTES) }
  if (key === sooner || key === 'PageUp') return { ...place, minute: clamped(place.minute - STEP_MINUTES) }
  const [nextPerson, lastPerson] = view === 'week' ? ['ArrowDown', 'ArrowUp'] : ['ArrowRight', 'ArrowLeft']
  if (key === nextPerson) return { ...place, profile_id: neighbour(people, place.profile_id, 1) }
  if (key === lastPerson) return { ...place, profile_id: neighbour(people, place.profile_id, -1) }
  if (key === 'ArrowRight') return { ...place, day: neighbour(days, place.day, 1) }
  if (key === 'ArrowLeft') return { ...place, day: neighbour(days, place.day, -1) }
  return null
}

function neighbour<T>(all: readonly T[], now: T, step: 1 | -1): T {
  const at = all.indexOf(now)
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)]
  return next === undefined ? now : next
}

const clamped = (minute: number): number => Math.min(Math.max(minute, 0), 24 * 60 - STEP_MINUTES)

/** The nearest step of the clock. */
export function snapped(minute: number): number {
  return clamped(Math.round(minute / STEP_MINUTES) * STEP_MINUTES)
}

/** 'Tue Mar 4, 9:15 AM, Tess Tester': said aloud while something is carried. */
export function placeWords(place: Place, names: ReadonlyMap<string, string>): string {
  const who = place.profile_id === null ? 'nobody yet' : (names.get(place.profile_id) ?? 'nobody yet')
  return `${formatWeekday(place.day)}, ${clockWords(place.minute)}, ${who}`
}

/** When somebody has time on a day: after the last visit there, 9 AM on an empty day. */
export function freeMinute(visits: readonly { minute: number; minutes: number }[]): number {
  const end = Math.max(9 * 60, ...visits.map((visit) => visit.minute + visit.minutes))
  return snapped(Math.ceil(end / STEP_MINUTES) * STEP_MINUTES)
}
