import type { BoardVisit } from './board.ts'

/** More than this on one day is too much for one person: eight hours of work, without the driving. */
export const FULL_DAY_MINUTES = 480

/** The minutes one person has on one day; what was cancelled is not on the board. */
export function loadOf(visits: readonly Pick<BoardVisit, 'minutes'>[]): number {
  return visits.reduce((sum, visit) => sum + visit.minutes, 0)
}

/** The visits that overlap another one of the same person, by id. Those of nobody never do. */
export function overlapping(
  visits: readonly Pick<BoardVisit, 'id' | 'profile_id' | 'day' | 'minute' | 'minutes'>[],
): Set<string> {
  const found = new Set<string>()
  const rows = new Map<string, { id: string; end: number }[]>()
  const sorted = visits.toSorted((a, b) => a.minute - b.minute || a.minutes - b.minutes)
  for (const visit of sorted) {
    if (visit.profile_id === null) continue
    const key = `${visit.profile_id} ${visit.day}`
    const before = rows.get(key) ?? []
    for (const other of before) {
      if (other.end <= visit.minute) continue
      found.add(other.id)
      found.add(visit.id)
    }
    before.push({ id: visit.id, end: visit.minute + visit.minutes })
    rows.set(key, before)
  }
  return found
}
