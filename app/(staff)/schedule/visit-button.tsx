'use client'

import { clsx } from 'clsx'
import { type CSSProperties, memo, useMemo } from 'react'
import { wordFor } from '@/lib/devices/words.ts'
import type { BoardVisit } from '@/lib/visits/board.ts'
import { isMovable, OPEN_VISIT_STATES, PROBLEM_WORDS } from '@/lib/visits/words.ts'
import { visitFace } from './card-face.ts'

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
  const warnings = useMemo(() => warningsOf(visit, clash), [visit, clash])
  const face = useMemo(() => ({ __html: visitFace(visit, warnings).text }), [visit, warnings])
  return (
    // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- its words are in the markup
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
      dangerouslySetInnerHTML={face}
    />
  )
})

function warningsOf({ state, problems, due_on, day }: BoardVisit, clash: boolean): string[] {
  return [
    ...problems.map((problem) => wordFor(PROBLEM_WORDS, problem)),
    ...(clash ? ['overlaps another visit'] : []),
    ...(OPEN_VISIT_STATES.includes(state) && due_on !== null && due_on < day ? ['after its due date'] : []),
  ]
}
