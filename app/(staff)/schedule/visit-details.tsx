'use client'

import { Button } from '@/app/_ui/button.tsx'
import type { Option } from '@/app/_ui/select.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { wordFor } from '@/lib/devices/words.ts'
import type { BoardVisit } from '@/lib/visits/board.ts'
import { placeWords } from '@/lib/visits/carry.ts'
import { assembliesWords, clockValue, OPEN_VISIT_STATES, PROBLEM_WORDS, VISIT_STATES } from '@/lib/visits/words.ts'
import { WORK_KINDS } from '@/lib/work-orders/words.ts'
import type { BoardHands } from './use-board.ts'
import { VisitForm } from './visit-form.tsx'
import { VisitSteps } from './visit-steps.tsx'

/** A visit that was opened on the board: where it stands, its next steps, and a form to move it. */
export function VisitDetails({
  visit,
  options,
  names,
  edit,
  board,
}: {
  visit: BoardVisit
  options: readonly Option[]
  names: ReadonlyMap<string, string>
  edit: boolean
  board: BoardHands
}) {
  const open = OPEN_VISIT_STATES.includes(visit.state)
  return (
    <div className="grid gap-4">
      <div className="grid gap-1">
        <p>{placeWords(visit, names)}</p>
        <p className="text-ink-2">
          {[wordFor(WORK_KINDS, visit.kind), visit.line1, visit.city, assembliesWords(visit.devices)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="text-ink-2">
          {wordFor(VISIT_STATES, visit.state)}
          {visit.tested > 0 ? `, ${visit.tested} of ${visit.devices} tested` : ''}
        </p>
        {visit.problems.map((problem) => (
          <p key={problem} className="mark is-overdue">
            {wordFor(PROBLEM_WORDS, problem)}
          </p>
        ))}
        {visit.although === null ? null : <p className="text-ink-2">Given out all the same: {visit.although}</p>}
        <p>
          <TextLink href={`/work-orders/${visit.work_order_id}`}>Open the work order</TextLink>
        </p>
      </div>
      {edit && open ? (
        <>
          <VisitSteps id={visit.id} version={visit.version} state={visit.state} office aside />
          {visit.state === 'on_site' ? null : (
            <div className="grid gap-3 border-t border-line pt-3">
              <VisitForm
                id={visit.id}
                version={visit.version}
                place={{
                  day: visit.day,
                  time: clockValue(visit.minute),
                  profile_id: visit.profile_id ?? '',
                  minutes: String(visit.minutes),
                }}
                people={options}
                onDone={board.formDone}
              />
              <div>
                <Button onClick={() => void board.takeOff(visit.id)}>Take off the schedule</Button>
              </div>
            </div>
          )}
        </>
      ) : null}
    </div>
  )
}
