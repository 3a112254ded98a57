import { Navigation } from 'lucide-react'
import { Mark } from '@/app/_ui/badge.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { DataTable, Td, Th } from '@/app/_ui/table.tsx'
import { addressWords } from '@/lib/devices/device-words.ts'
import type { DayRoute, RouteStop } from '@/lib/routes/find-route.ts'
import { directionsHref } from '@/lib/routes/navigation.ts'
import { clockWords, durationWords } from '@/lib/visits/words.ts'

/** The stops in the order proposed: when, where, and how long the way there is. */
export function StopTable({ route, userAgent }: { route: DayRoute; userAgent: string }) {
  return (
    <DataTable label="Stops of the day" cards>
      <thead>
        <tr>
          <Th>Stop</Th>
          <Th>Time</Th>
          <Th>Now planned</Th>
          <Th>Way there</Th>
          <Th>
            <span className="sr-only">Directions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {route.stops.map((stop, index) => (
          <tr key={stop.id}>
            <th scope="row" className="card-head">
              {index + 1}. {stop.customer}
              <span className="sub">{addressWords(stop)}</span>
            </th>
            <Td figures label="Time">
              {clockWords(stop.planned.start)}
              <span className="sub">{timeWords(stop)}</span>
            </Td>
            <Td figures label="Now planned">
              {clockWords(stop.minute)}
            </Td>
            <Td figures label="Way there">
              {index === 0 && route.office === null ? 'First stop' : durationWords(stop.planned.drive)}
              {stop.planned.wait >= 5 && index > 0 ? (
                <span className="sub">then {durationWords(stop.planned.wait)} to wait</span>
              ) : null}
            </Td>
            <Td>
              <LinkButton
                href={directionsHref(stop, userAgent)}
                variant="quiet"
                icon
                label={`Directions to ${addressWords(stop)}`}
              >
                <Navigation aria-hidden="true" />
              </LinkButton>
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}

function timeWords({ planned, fixed, minutes, water_off_from, water_off_to }: RouteStop) {
  if (planned.late > 0) return <Mark tone="fail">{durationWords(planned.late)} late</Mark>
  if (fixed) return 'Promised'
  if (water_off_from !== null && water_off_to !== null)
    return `Water off ${water_off_from.slice(0, 5)} to ${water_off_to.slice(0, 5)}`
  return durationWords(minutes)
}
