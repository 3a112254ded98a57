import { Mark } from '@/app/_ui/badge.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { DataTable, EmptyRow, NameCell, Td, Th } from '@/app/_ui/table.tsx'
import { TEST_TYPE_LABELS, TEST_TYPES } from '@/lib/backflow/test-types.ts'
import type { DeviceOnPage, TestOnPage } from '@/lib/customers/customer-page.ts'
import type { Day as DayText } from '@/lib/dates.ts'
import { addressWords, plateWords, serialWords, typeWords } from '@/lib/devices/device-words.ts'
import { LastTest } from './device-table.tsx'
import { DueBadge, DueDay } from './due-state.tsx'

/** The assemblies of one customer or one location, in the order they are due. */
export function DevicesOnPage({
  devices,
  today,
  places,
}: {
  devices: readonly DeviceOnPage[]
  today: DayText
  /** Says where each stands: on a customer's page. */
  places?: boolean
}) {
  return (
    <DataTable label="Assemblies" cards>
      <thead>
        <tr>
          <Th>Device</Th>
          <Th>{places ? 'Address' : 'Place on site'}</Th>
          <Th>District’s date</Th>
          <Th>State</Th>
          <Th>Last test</Th>
        </tr>
      </thead>
      <tbody>
        {devices.length === 0 ? <EmptyRow span={5}>No assembly is on file here yet.</EmptyRow> : null}
        {devices.map((device) => (
          <tr key={device.id}>
            <NameCell
              href={`/devices/${device.id}`}
              name={serialWords(device.serial)}
              sub={plateWords(device)}
              figures={device.serial !== null}
            />
            <Td label={places ? 'Address' : 'Place'} cut>
              {places
                ? [addressWords(device), device.location_on_site].filter(Boolean).join(' · ')
                : (device.location_on_site ?? '')}
            </Td>
            <Td label="Due">
              <DueDay day={device.district_due_on} source={device.district_due_source} assumed={device.due_assumed} />
            </Td>
            <Td corner>
              <DueBadge of={device} today={today} />
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

/** The latest tests there. */
export function TestsOnPage({ tests }: { tests: readonly TestOnPage[] }) {
  return (
    <DataTable label="Latest tests" cards>
      <thead>
        <tr>
          <Th>Tested</Th>
          <Th>Device</Th>
          <Th>Test</Th>
          <Th>Result</Th>
          <Th>Tester</Th>
        </tr>
      </thead>
      <tbody>
        {tests.length === 0 ? <EmptyRow span={5}>No test is on file here yet.</EmptyRow> : null}
        {tests.map((test) => {
          const type = TEST_TYPES.find((each) => each === test.test_type)
          return (
            <tr key={test.id}>
              <NameCell href={`/test-records/${test.id}`} name={test.tested_on} shown={<Day day={test.tested_on} />} />
              <Td label="Device" figures>
                {typeWords(test.type)} {serialWords(test.serial)}
              </Td>
              <Td label="Test">{type === undefined ? '' : TEST_TYPE_LABELS[type]}</Td>
              <Td corner>
                {test.state === 'DRAFT' ? (
                  <Mark tone="info">Draft</Mark>
                ) : (
                  <Mark tone={test.certified_result === 'PASS' ? 'pass' : 'fail'}>
                    {test.certified_result === 'PASS' ? 'Pass' : 'Fail'}
                  </Mark>
                )}
              </Td>
              <Td label="Tester">{test.tester_name ?? ''}</Td>
            </tr>
          )
        })}
      </tbody>
    </DataTable>
  )
}
