'use client'

import { lazy, useDeferredValue, useMemo } from 'react'
import { Dialog } from '@/app/_ui/dialog.tsx'
import type { Day } from '@/lib/dates.ts'
import { type PackedRows, unpackRows } from '@/lib/packed.ts'
import type { BoardVisit, WaitingOrder } from '@/lib/visits/board.ts'
import { type BoardView, placeWords } from '@/lib/visits/carry.ts'
import { overlapping } from '@/lib/visits/day-load.ts'
import { clockValue } from '@/lib/visits/words.ts'
import { DayColumns } from './day-columns.tsx'
import { useBoard } from './use-board.ts'
import { WaitingList } from './waiting-list.tsx'
import { WeekGrid } from './week-grid.tsx'

// What a dialog shows loads with the dialog.
const VisitDetails = lazy(() => import('./visit-details.tsx').then((file) => ({ default: file.VisitDetails })))
const VisitForm = lazy(() => import('./visit-form.tsx').then((file) => ({ default: file.VisitForm })))

export type BoardPerson = { id: string; name: string }

/**
 * The board: drag a visit, or pick it up with Space, move it with the arrow keys and drop it with Enter. What was dropped can be
 * taken back; what somebody else moved meanwhile is shown where it stands now.
 */
export function Board({
  view,
  days,
  today,
  people,
  visits: packedVisits,
  waiting: packedWaiting,
  waitingCount,
  edit,
}: {
  view: BoardView
  days: readonly Day[]
  today: Day
  people: readonly BoardPerson[]
  visits: PackedRows<BoardVisit>
  waiting: PackedRows<WaitingOrder>
  waitingCount: number
  edit: boolean
}) {
  const visits = useMemo(() => unpackRows(packedVisits), [packedVisits])
  const waiting = useMemo(() => unpackRows(packedWaiting), [packedWaiting])
  const names = useMemo(() => new Map(people.map((person) => [person.id, person.name])), [people])
  const board = useBoard({ view, days, today, people, visits, waiting, names, edit })
  const clashes = useMemo(() => overlapping(board.shown), [board.shown])
  // The server writes what is seen first, the browser adds the rest: it would read all six hundred cards before it paints one.
  const whole = useDeferredValue(true, false)
  const { open, asked } = board
  const options = people.map((person) => ({ value: person.id, label: person.name }))
  const opened = open === null ? undefined : visits.find((visit) => visit.id === open)
  const grid = { days, today, people, visits: board.shown, clashes, names, board }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- hears the cards inside
    <div className="board" onKeyDown={board.onKeyDown}>
      <output className="sr-only" aria-live="assertive">
        {board.said}
      </output>
      <p id="board-help" className="hidden">
        Press Enter to open, Space to pick up. While it is picked up the arrow keys move it, Page Up and Page Down
        change the time, Enter drops it and Escape takes it back.
      </p>
      <div className="board-main">
        {view === 'week' ? <WeekGrid {...grid} whole={whole} /> : <DayColumns {...grid} />}
      </div>
      <WaitingList orders={waiting} count={waitingCount} board={board} whole={whole} />
      {board.carried === null ? null : (
        <p className="board-carried" aria-hidden="true">
          {placeWords(board.carried.place, names)}. Enter drops, Escape takes back.
        </p>
      )}
      <Dialog open={opened !== undefined} onClose={board.close} title={opened === undefined ? '' : opened.customer}>
        {opened === undefined ? null : (
          <VisitDetails visit={opened} options={options} names={names} edit={edit} board={board} />
        )}
      </Dialog>
      <Dialog open={asked !== null} onClose={board.close} title={asked?.title ?? ''}>
        {asked === null ? null : (
          <div className="grid gap-3">
            {asked.sentence === null ? null : (
              <p role="alert" className="text-fail">
                {asked.sentence}
              </p>
            )}
            <VisitForm
              id={asked.id}
              {...(asked.order === null ? {} : { workOrder: asked.order })}
              {...(asked.order === null ? { version: visits.find((one) => one.id === asked.id)?.version ?? 1 } : {})}
              place={{
                day: asked.place.day,
                time: clockValue(asked.place.minute),
                profile_id: asked.place.profile_id ?? '',
                minutes: String(asked.minutes),
              }}
              people={options}
              onDone={board.formDone}
            />
          </div>
        )}
      </Dialog>
    </div>
  )
}
