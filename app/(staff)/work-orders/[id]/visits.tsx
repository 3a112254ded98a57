import { Badge, type Tone } from '@/app/_ui/badge.tsx'
import { DialogButton } from '@/app/_ui/dialog.tsx'
import type { Option } from '@/app/_ui/select.tsx'
import { dayOfInstant, formatInstant, minuteOfInstant } from '@/lib/dates.ts'
import { wordFor } from '@/lib/devices/words.ts'
import { clockValue, OPEN_VISIT_STATES, VISIT_EVENTS, VISIT_STATES } from '@/lib/visits/words.ts'
import type { WorkOrderPageData } from '@/lib/work-orders/work-order-page.ts'
import { VisitForm } from '../../schedule/visit-form.tsx'
import { VisitSteps } from '../../schedule/visit-steps.tsx'

type Visit = WorkOrderPageData['visits'][number]

const TONES: Readonly<Record<string, Tone>> = {
  planned: 'muted',
  confirmed: 'info',
  en_route: 'info',
  on_site: 'info',
  done: 'pass',
  no_access: 'overdue',
}

/** The visits of an order, newest first, each with what happened to it. */
export function Visits({
  visits,
  people,
  timeZone,
  edit,
}: {
  visits: readonly Visit[]
  people: readonly Option[]
  timeZone: string
  edit: boolean
}) {
  if (visits.length === 0) return <p className="text-ink-3">No visit is planned yet.</p>
  return (
    <ol className="grid gap-3">
      {visits.map((visit) => (
        <li key={visit.id} className="grid gap-2 rounded-md border border-line bg-surface p-4">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium tabular-nums">{formatInstant(visit.starts_at, timeZone)}</span>
            <span className="text-ink-2">
              {visit.minutes} minutes, {visit.technician_name ?? 'nobody yet'}
            </span>
            <Badge tone={TONES[visit.state] ?? 'muted'}>{wordFor(VISIT_STATES, visit.state)}</Badge>
          </div>
          {visit.note === null ? null : <p>{visit.note}</p>}
          {visit.although === null ? null : (
            <p className="text-sm text-ink-2">Given out although something speaks against it: {visit.although}</p>
          )}
          {edit && OPEN_VISIT_STATES.includes(visit.state) ? (
            <div className="flex flex-wrap gap-2">
              <VisitSteps id={visit.id} version={visit.version} state={visit.state} office />
              {visit.state === 'on_site' ? null : (
                <DialogButton trigger="Move" title="Move the visit">
                  <VisitForm
                    id={visit.id}
                    version={visit.version}
                    place={{
                      day: dayOfInstant(visit.starts_at, timeZone),
                      time: clockValue(minuteOfInstant(visit.starts_at, timeZone)),
                      profile_id: visit.profile_id ?? '',
                      minutes: String(visit.minutes),
                    }}
                    people={people}
                  />
                </DialogButton>
              )}
            </div>
          ) : null}
          <ul className="grid gap-0.5 text-sm text-ink-2">
            {visit.events.map((event) => (
              <li key={`${event.what} ${event.happened_at}`}>
                <span className="tabular-nums">{formatInstant(event.happened_at, timeZone)}</span>{' '}
                {wordFor(VISIT_EVENTS, event.what)}
                {event.who === null ? '' : ` by ${event.who}`}
                {event.was_starts_at === null
                  ? ''
                  : `, before: ${formatInstant(event.was_starts_at, timeZone)}${event.was_going === null ? '' : ` with ${event.was_going}`}`}
                {event.reason === null ? '' : `: ${event.reason}`}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
