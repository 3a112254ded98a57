'use client'

import { clsx } from 'clsx'
import type { BoardVisit } from '@/lib/visits/board.ts'
import { snapped } from '@/lib/visits/carry.ts'
import { FULL_DAY_MINUTES, loadOf } from '@/lib/visits/day-load.ts'
import { clockWords, durationWords } from '@/lib/visits/words.ts'
import { VisitButton } from './visit-button.tsx'
import type { GridProps } from './week-grid.tsx'

/** Pixels of a minute: half an hour holds two lines of words. */
const SCALE = 1.6
const [FIRST, LAST] = [6 * 60, 20 * 60]

/** A day: a column for each person, the hours from top to bottom. Visits at the same time stand side by side. */
export function DayColumns({ days, people, visits, clashes, board }: GridProps) {
  const day = days[0] ?? ''
  const from = Math.min(FIRST, ...visits.map((visit) => Math.floor(visit.minute / 60) * 60))
  const to = Math.min(
    24 * 60,
    Math.max(LAST, ...visits.map((visit) => Math.ceil((visit.minute + visit.minutes) / 60) * 60)),
  )
  const hours = Array.from({ length: (to - from) / 60 }, (_, index) => from + index * 60)
  const columns = [{ id: null, name: 'Nobody yet' }, ...people]
  return (
    <div className="board-day" style={{ gridTemplateColumns: `3.5rem repeat(${columns.length}, minmax(10rem, 1fr))` }}>
      <div className="board-hours" aria-hidden="true" style={{ height: (to - from) * SCALE }}>
        {hours.map((hour) => (
          <span key={hour} style={{ top: (hour - from) * SCALE }}>
            {clockWords(hour).replace(':00', '')}
          </span>
        ))}
      </div>
      {columns.map((person) => {
        const own = visits.filter((visit) => visit.profile_id === person.id).toSorted((a, b) => a.minute - b.minute)
        const load = loadOf(own)
        const over = person.id !== null && load > FULL_DAY_MINUTES
        return (
          <section key={person.id} aria-label={person.name} className="board-column">
            <h2>
              {person.name}
              {load === 0 ? null : (
                <span className={clsx('board-load', over && 'mark is-overdue')}>
                  {durationWords(load)}
                  {over ? ', more than a day' : ''}
                </span>
              )}
            </h2>
            {person.id === null || own.length < 2 ? null : (
              <a data-soft="" className="link text-sm" href={`/route?day=${day}&person=${person.id}`}>
                Route<span className="sr-only"> of {person.name}</span>
              </a>
            )}
            {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- takes what is dropped; keys move it too */}
            <div
              className="board-lane"
              style={{ height: (to - from) * SCALE }}
              onDragOver={board.edit ? (event) => event.preventDefault() : undefined}
              onDrop={(event) => {
                const top = event.currentTarget.getBoundingClientRect().top
                board.dropAt(day, person.id, snapped(from + (event.clientY - top) / SCALE))
              }}
            >
              {laned(own).map(({ visit, lane, lanes }) => (
                <VisitButton
                  key={visit.id}
                  visit={visit}
                  clash={clashes.has(visit.id)}
                  carried={board.carried?.id === visit.id}
                  edit={board.edit}
                  style={{
                    top: (visit.minute - from) * SCALE,
                    minHeight: Math.max(visit.minutes * SCALE, 40),
                    left: `${(lane / lanes) * 100}%`,
                    width: `${100 / lanes}%`,
                  }}
                  onOpen={board.openVisit}
                  onDrag={board.drag}
                />
              ))}
            </div>
          </section>
        )
      })}
    </div>
  )
}

/** Visits that overlap, each in a lane of its own. */
function laned(visits: readonly BoardVisit[]): { visit: BoardVisit; lane: number; lanes: number }[] {
  const ends: number[] = []
  const placed = visits.map((visit) => {
    const free = ends.findIndex((end) => end <= visit.minute)
    const lane = free === -1 ? ends.length : free
    ends[lane] = visit.minute + Math.max(visit.minutes, 25)
    return { visit, lane }
  })
  return placed.map((one) => ({ ...one, lanes: Math.max(ends.length, 1) }))
}
