import { Mark } from '@/app/_ui/badge.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { DataTable, EmptyRow, NameCell, Td, Th } from '@/app/_ui/table.tsx'
import type { Day as DayText } from '@/lib/dates.ts'
import { addressWords, plateWords, serialWords } from '@/lib/devices/device-words.ts'
import type { PortalDevice } from '@/lib/portal/portal-pages.ts'
import { DueBadge } from '../../(staff)/devices/due-state.tsx'

/** Assemblies with their dates, the first due first. */
export function PortalDevices({
  devices,
  today,
  label,
  empty,
}: {
  devices: readonly PortalDevice[]
  today: DayText
  label: string
  empty: string
}) {
  return (
    <DataTable label={label} cards>
      <thead>
        <tr>
          <Th>Assembly</Th>
          <Th>Where</Th>
          <Th>Due</Th>
          <Th>State</Th>
          <Th>Last test</Th>
        </tr>
      </thead>
      <tbody>
        {devices.length === 0 ? <EmptyRow span={5}>{empty}</EmptyRow> : null}
        {devices.map((device) => (
          <tr key={device.id}>
            <NameCell
              href={`/portal/assemblies/${device.id}`}
              name={serialWords(device.serial)}
              sub={plateWords(device)}
              figures={device.serial !== null}
            />
            <Td label="Where">{[addressWords(device), device.location_on_site].filter(Boolean).join(' · ')}</Td>
            <Td label="Due">{device.due_on === null ? <Missing words="No date" /> : <Day day={device.due_on} />}</Td>
            <Td corner>
              <PortalState device={device} today={today} />
            </Td>
            <Td label="Last test">
              <LastTest day={device.last_tested_on} result={device.last_result} />
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}

/** Where an assembly stands, in a few words. */
export function PortalState({ device, today }: { device: PortalDevice; today: DayText }) {
  const { compliance, due_on } = device
  return <DueBadge of={{ compliance, district_due_on: due_on, repair_due_on: due_on }} today={today} />
}

function LastTest({ day, result }: { day: DayText | null; result: string | null }) {
  if (day === null) return <Missing words="Not tested yet" />
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <Day day={day} />
      {result === null ? null : (
        <Mark tone={result === 'PASS' ? 'pass' : 'fail'}>{result === 'PASS' ? 'Pass' : 'Fail'}</Mark>
      )}
    </span>
  )
}
