'use client'

import { useMemo } from 'react'
import { Mark } from '@/app/_ui/badge.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import type { Params } from '@/app/_ui/href.ts'
import { DataTable, EmptyRow, SelectAllTh, SortTh, Th } from '@/app/_ui/table.tsx'
import type { Day as DayText } from '@/lib/dates.ts'
import { type PackedRows, unpackRows } from '@/lib/packed.ts'
import { deviceRow, type TableDevice } from './device-row.ts'

/**
 * The rows of the device list, tickable, each with its next due date and its last test. A client component whose rows are
 * markup of deviceRow(): what a page of 50 rows costs the server was mostly React's elements. Clicks are heard outside.
 */
export function DeviceTable({
  rows: packed,
  path,
  params,
}: {
  rows: PackedRows<TableDevice>
  path: string
  params: Params
}) {
  const rows = useMemo(
    () =>
      unpackRows(packed)
        .map((device) => deviceRow(device).text)
        .join(''),
    [packed],
  )
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
      {rows === '' ? (
        <tbody>
          <EmptyRow span={7}>No device matches. Take a filter out, or search for less.</EmptyRow>
        </tbody>
      ) : (
        <tbody dangerouslySetInnerHTML={{ __html: rows }} />
      )}
    </DataTable>
  )
}

/** Whose it is and where it stands, cut to what the window leaves. */
export function PlaceTd({ customer, address }: { customer: string; address: string }) {
  return (
    <td data-label="Customer" title={`${customer}, ${address}`}>
      <div className="two-lines place">
        {customer}
        <div className="sub">{address}</div>
      </div>
    </td>
  )
}

/** The day of the last test and what it gave. */
export function LastTest({ day, result }: { day: DayText | null; result: string | null }) {
  if (day === null) return <Missing words="Never tested" />
  if (result === null) return <Day day={day} />
  return (
    <Mark tone={result === 'PASS' ? 'pass' : 'fail'}>
      <Day day={day} />
      <span className="sr-only">{result === 'PASS' ? ', passed' : ', failed'}</span>
    </Mark>
  )
}
