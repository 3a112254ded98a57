'use client'

import { ClipboardPen } from 'lucide-react'
import { Mark } from '@/app/_ui/badge.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import type { Params } from '@/app/_ui/href.ts'
import { DataTable, EmptyRow, MenuTd, NameCell, SelectAllTh, SelectTd, SortTh, Td, Th } from '@/app/_ui/table.tsx'
import type { Day as DayText } from '@/lib/dates.ts'
import { addressWords, plateWords, serialWords } from '@/lib/devices/device-words.ts'
import type { DeviceRow } from '@/lib/devices/list-devices.ts'
import { DueBadge, DueDay } from './due-state.tsx'

/**
 * The rows of the device list, tickable, each with its next due date and its last test. A client component on purpose: the
 * server then sends the data once instead of every cell as an element, which halves what a page of 50 rows costs it.
 */
export function DeviceTable({
  rows,
  path,
  params,
  today,
  record,
}: {
  rows: readonly DeviceRow[]
  path: string
  params: Params
  today: DayText
  /** Whether the reader may record tests. */
  record: boolean
}) {
  const head = { path, params, fallback: 'due' }
  return (
    <DataTable label="Devices" cards>
      <thead>
        <tr>
          <SelectAllTh />
          <SortTh by="serial" {...head}>
            Device
          </SortTh>
          <SortTh by="customer" {...head}>
            Customer and address
          </SortTh>
          <SortTh by="due" {...head}>
            District’s date
          </SortTh>
          <Th>State</Th>
          <SortTh by="tested" {...head}>
            Last test
          </SortTh>
          <Th>
            <span className="sr-only">Record a test</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 ? (
          <EmptyRow span={7}>No device matches. Take a filter out, or search for less.</EmptyRow>
        ) : null}
        {rows.map((row) => (
          <tr key={row.id}>
            <SelectTd value={row.id} label={serialWords(row.serial)} />
            <NameCell
              href={`/devices/${row.id}`}
              name={serialWords(row.serial)}
              sub={plateWords(row)}
              figures={row.serial !== null}
            />
            <CustomerTd row={row} />
            <Td label="Due">
              <span className="grid min-w-0">
                <DueDay day={row.district_due_on} source={row.district_due_source} assumed={row.due_assumed} />
                <span className="sub max-w-44 truncate" title={row.district_name ?? undefined}>
                  {row.district_name ?? 'No purveyor'}
                </span>
              </span>
            </Td>
            <Td corner>
              <DueBadge
                of={{
                  compliance: row.compliance,
                  district_due_on: row.district_due_on,
                  repair_due_on: row.repair_due_on,
                }}
                today={today}
              />
            </Td>
            <Td label="Last test">
              <LastTest day={row.last_tested_on} result={row.last_result} />
            </Td>
            <MenuTd>
              {record && row.compliance !== 'NOT_REQUIRED' ? (
                <LinkButton
                  href={`/record-test?device=${row.id}`}
                  variant="quiet"
                  icon
                  label={`Record a test of ${serialWords(row.serial)}`}
                >
                  <ClipboardPen aria-hidden="true" />
                </LinkButton>
              ) : null}
            </MenuTd>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}

/** Whose it is and where it stands, cut to what the window leaves. */
export function CustomerTd({
  row,
}: {
  row: { customer_name: string; line1: string; line2?: string | null; city: string | null }
}) {
  const address = addressWords(row)
  return (
    <Td label="Customer" title={`${row.customer_name}, ${address}`}>
      <span className="grid min-w-0 sm:max-w-[clamp(7rem,36vw-17rem,18rem)]">
        <span className="truncate">{row.customer_name}</span>
        <span className="sub truncate">{address}</span>
      </span>
    </Td>
  )
}

/** The day of the last test and what it gave. */
export function LastTest({ day, result }: { day: DayText | null; result: string | null }) {
  if (day === null) return <Missing words="Never tested" />
  if (result === null) return <Day day={day} />
  return (
    <Mark tone={result === 'PASS' ? 'pass' : 'fail'}>
      <Day day={day} />
      <span className="sr-only">, {result === 'PASS' ? 'passed' : 'failed'}</span>
    </Mark>
  )
}
