import { ClipboardPen } from 'lucide-react'
import { Badge, Mark } from '@/app/_ui/badge.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { minuteOfInstant } from '@/lib/dates.ts'
import { addressWords, plateWords, serialWords } from '@/lib/devices/device-words.ts'
import { wordFor } from '@/lib/devices/words.ts'
import { directionsHref } from '@/lib/routes/navigation.ts'
import type { MyVisit } from '@/lib/visits/my-day.ts'
import { clockWords, durationWords, OPEN_VISIT_STATES, VISIT_STATES } from '@/lib/visits/words.ts'
import { WORK_KINDS } from '@/lib/work-orders/words.ts'
import { AccessFacts } from '../locations/access-facts.tsx'
import { VisitSteps } from '../schedule/visit-steps.tsx'

/** One stop of the day: where, who opens, what is to be tested, and what can be said of it. */
export function VisitCard({
  visit,
  timeZone,
  edit,
  office,
  userAgent,
}: {
  visit: MyVisit
  timeZone: string
  edit: boolean
  office: boolean
  /** The phone's own name: it decides whose maps open. */
  userAgent: string
}) {
  const open = OPEN_VISIT_STATES.includes(visit.state)
  const place = addressWords(visit)
  const fire = visit.devices.some((device) => device.use === 'fire')
  return (
    <Card
      id={`visit-${visit.id}`}
      title={
        <>
          <span className="tabular-nums">{clockWords(minuteOfInstant(visit.starts_at, timeZone))}</span> {place}
        </>
      }
      actions={
        <Badge tone={open ? 'info' : visit.state === 'done' ? 'pass' : 'overdue'}>
          {wordFor(VISIT_STATES, visit.state)}
        </Badge>
      }
    >
      <p className="text-ink-2">
        {[visit.customer, visit.name, wordFor(WORK_KINDS, visit.kind), durationWords(visit.minutes)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>
        <a className="link inline-block min-h-6" href={directionsHref(visit, userAgent)} rel="noreferrer">
          Directions to {place}
        </a>
      </p>
      {visit.access_notes === null ? null : <p className="whitespace-pre-line">{visit.access_notes}</p>}
      <AccessFacts place={visit} />
      {visit.water_off_from === null || visit.water_off_to === null ? null : (
        <p>
          Water may be off from {visit.water_off_from.slice(0, 5)} to {visit.water_off_to.slice(0, 5)}.
        </p>
      )}
      {visit.purchase_order_no === null ? null : <p>Purchase order {visit.purchase_order_no}</p>}
      {[visit.note, visit.notes].filter(Boolean).map((words) => (
        <p key={words} className="whitespace-pre-line">
          {words}
        </p>
      ))}
      <ul className="grid gap-2">
        {visit.devices.map((device) => (
          <li key={device.id} className="flex flex-wrap items-center justify-between gap-2 border-t border-line pt-2">
            <span className="min-w-0">
              <TextLink href={`/devices/${device.id}`}>{serialWords(device.serial)}</TextLink>
              <span className="block text-sm text-ink-2">
                {[plateWords(device), device.location_on_site].filter(Boolean).join(' · ')}
              </span>
            </span>
            {device.outcome === null ? (
              edit ? (
                <LinkButton
                  href={`/record-test?device=${device.id}`}
                  size="field"
                  label={`Record a test of ${serialWords(device.serial)}`}
                >
                  <ClipboardPen aria-hidden="true" /> Record
                </LinkButton>
              ) : null
            ) : (
              <Mark tone={device.outcome === 'tested' ? 'pass' : 'muted'}>
                {device.outcome === 'tested' ? 'Tested' : 'Not tested'}
              </Mark>
            )}
          </li>
        ))}
      </ul>
      {open && edit ? (
        <VisitSteps
          id={visit.id}
          version={visit.version}
          state={visit.state}
          office={office}
          fireCalls={fire ? ['called_before', 'called_after'] : []}
        />
      ) : null}
    </Card>
  )
}
