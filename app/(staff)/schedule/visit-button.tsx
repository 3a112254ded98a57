'use client'

import { clsx } from 'clsx'
import { type CSSProperties, memo } from 'react'
import { wordFor } from '@/lib/devices/words.ts'
import type { BoardVisit } from '@/lib/visits/board.ts'
import {
  assembliesWords,
  clockWords,
  isMovable,
  OPEN_VISIT_STATES,
  PROBLEM_WORDS,
  VISIT_STATES,
} from '@/lib/visits/words.ts'

/** A visit on the board: when, who, how much, and what speaks against it. */
export const VisitButton = memo(function VisitButton({
  visit,
  clash,
  carried,
  edit,
  style,
  onOpen,
  onDrag,
}: {
  visit: BoardVisit
  clash: boolean
  carried: boolean
  edit: boolean
  style?: CSSProperties
  onOpen: (id: string) => void
  onDrag: (id: string) => void
}) {
  const open = OPEN_VISIT_STATES.includes(visit.state)
  const warnings = [
    ...visit.problems.map((problem) => wordFor(PROBLEM_WORDS, problem)),
    ...(clash ? ['overlaps another visit'] : []),
    ...(open && visit.due_on !== null && visit.due_on < visit.day ? ['after its due date'] : []),
  ]
  return (
    <button
      type="button"
      data-card={visit.id}
      data-state={visit.state}
      draggable={edit && isMovable(visit)}
      aria-describedby={edit ? 'board-help' : undefined}
      aria-pressed={carried || undefined}
      className={clsx('board-card', carried && 'is-carried', warnings.length > 0 && 'has-warning')}
      style={style}
      onClick={() => onOpen(visit.id)}
      onDragStart={() => onDrag(visit.id)}
    >
      <span className="board-when">
        {clockWords(visit.minute)}
        <span className={visit.state === 'planned' ? 'sr-only' : 'board-state'}>
          {wordFor(VISIT_STATES, visit.state)}
        </span>
      </span>
      <span className="board-name">{visit.customer}</span>
      <span className="board-more" title={visit.city === null ? visit.line1 : `${visit.line1}, ${visit.city}`}>
        {`${visit.minutes} min · ${assembliesWords(visit.devices)} · ${visit.line1}`}
      </span>
      {warnings.length === 0 ? null : <span className="mark is-overdue board-warning">{warnings.join(', ')}</span>}
    </button>
  )
})
