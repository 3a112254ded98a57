'use client'

import { clsx } from 'clsx'
import { type Day, formatWeekday } from '@/lib/dates.ts'
import type { BoardVisit } from '@/lib/visits/board.ts'
import { FULL_DAY_MINUTES, loadOf } from '@/lib/visits/day-load.ts'
import { durationWords } from '@/lib/visits/words.ts'
import type { BoardPerson } from './board.tsx'
import type { BoardHands } from './use-board.ts'
import { VisitButton } from './visit-button.tsx'

export type GridProps = {
  days: readonly Day[]
  today: Day
  people: readonly BoardPerson[]
  visits: readonly BoardVisit[]
  clashes: ReadonlySet<string>
  board: GridHands
}
/** What a grid needs of the board's hands. */
type GridHands = Pick<BoardHands, 'edit' | 'carried' | 'drag' | 'dropAt' | 'openVisit'>

/** About what two screens show. */
const FIRST_CARDS = 80

/** A week: a row for each person, a column for each day; not yet `whole`, rows enough for what is seen first. */
export function WeekGrid({ days, today, people, visits, clashes, board, whole }: GridProps & { whole: boolean }) {
  const cells = new Map<string, BoardVisit[]>()
  for (const visit of visits) {
    const key = `${visit.profile_id ?? ''} ${visit.day}`
    const cell = cells.get(key)
    if (cell === undefined) cells.set(key, [visit])
    else cell.push(visit)
  }
  let before = 0
  const rows = [{ id: null, name: 'Nobody yet' }, ...people].map((person) => {
    const drawn = whole || before < FIRST_CARDS
    const week = days.map((day) => ({ day, visits: cells.get(`${person.id ?? ''} ${day}`) ?? [] }))
    for (const { visits } of week) before += visits.length
    return { ...person, week: drawn ? week : week.map(({ day }) => ({ day, visits: [] })) }
  })
  return (
    <table className="board-week">
      <caption className="sr-only">Visits by person and day</caption>
      <thead>
        <tr>
          <th scope="col">Who</th>
          {days.map((day) => (
            <th key={day} scope="col" aria-current={day === today ? 'date' : undefined}>
              {formatWeekday(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((person) => (
          <tr key={person.id}>
            <th scope="row">{person.name}</th>
            {person.week.map(({ day, visits }) => (
              <WeekCell key={day} day={day} person={person.id} visits={visits} clashes={clashes} board={board} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function WeekCell({
  day,
  person,
  visits,
  clashes,
  board,
}: {
  day: Day
  person: string | null
  visits: readonly BoardVisit[]
  clashes: ReadonlySet<string>
  board: GridHands
}) {
  const load = loadOf(visits)
  const over = person !== null && load > FULL_DAY_MINUTES
  return (
    <td
      onDragOver={board.edit ? (event) => event.preventDefault() : undefined}
      onDrop={() => board.dropAt(day, person, null)}
    >
      {visits
        .toSorted((a, b) => a.minute - b.minute)
        .map((visit) => (
          <VisitButton
            key={visit.id}
            visit={visit}
            clash={clashes.has(visit.id)}
            carried={board.carried?.id === visit.id}
            edit={board.edit}
            onOpen={board.openVisit}
            onDrag={board.drag}
          />
        ))}
      {load === 0 ? null : (
        <span className={clsx('board-load', over && 'mark is-overdue')}>
          {durationWords(load)}
          {over ? ', more than a day' : ''}
        </span>
      )}
    </td>
  )
}
