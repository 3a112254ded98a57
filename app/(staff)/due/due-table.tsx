'use client'

import { ClipboardPen } from 'lucide-react'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { DataTable, EmptyRow, GroupRow, MenuTd, NameCell, SelectAllTh, SelectTd, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { type Day as DayText, formatDay } from '@/lib/dates.ts'
import { addressWords, makeWords, plateWords, serialWords, typeWords } from '@/lib/devices/device-words.ts'
import type { DueSite, SiteDevice } from '@/lib/devices/due-sites.ts'
import { LastTest } from '../devices/device-table.tsx'
import { DueBadge, DueDay } from '../devices/due-state.tsx'

const COLUMNS = 8

/** Sites in the order they are due, each with its assemblies, and under them what else stands there. */
export function DueTable({
  sites,
  today,
  failed,
  record,
}: {
  sites: readonly DueSite[]
  today: DayText
  /** The tab of failed assemblies: the day to repair by stands first. */
  failed: boolean
  record: boolean
}) {
  return (
    <DataTable label="Due list" cards>
      <thead>
        <tr>
          <SelectAllTh />
          <Th>Device</Th>
          {failed ? <Th>Repair by</Th> : <Th>District’s date</Th>}
          <Th>State</Th>
          <Th>Our target</Th>
          {failed ? <Th>District’s date</Th> : <Th>Purveyor</Th>}
          <Th>Last test</Th>
          <Th>
            <span className="sr-only">Record a test</span>
          </Th>
        </tr>
      </thead>
      {sites.length === 0 ? (
        <tbody>
          <EmptyRow span={COLUMNS}>Nothing matches. Choose another window, or take a filter out.</EmptyRow>
        </tbody>
      ) : null}
      {sites.map((site) => {
        const first = site.listed[0]
        return first === undefined ? null : (
          <tbody key={site.locationId}>
            <GroupRow span={COLUMNS}>
              <Site device={first} />
            </GroupRow>
            {site.listed.map((device) => (
              <DeviceRow key={device.id} device={device} today={today} failed={failed} record={record} />
            ))}
            {site.others.length === 0 ? null : (
              <tr>
                <td colSpan={COLUMNS} className="wrap-anywhere text-ink-3 sm:ps-[3.25rem]!">
                  <Others devices={site.others} />
                </td>
              </tr>
            )}
          </tbody>
        )
      })}
    </DataTable>
  )
}

function Site({ device }: { device: SiteDevice }) {
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-3 wrap-anywhere">
      <a
        data-soft=""
        href={`/customers/${device.customer_id}`}
        className="text-ink inline-block min-h-6 hover:underline"
      >
        {device.customer_name}
      </a>
      <a
        data-soft=""
        href={`/locations/${device.location_id}`}
        className="font-normal text-ink-2 hover:text-ink inline-block min-h-6 hover:underline"
      >
        {addressWords(device)}
        {device.zip === null ? '' : ` ${device.zip}`}
      </a>
    </span>
  )
}

function DeviceRow({
  device,
  today,
  failed,
  record,
}: {
  device: SiteDevice
  today: DayText
  failed: boolean
  record: boolean
}) {
  const serial = serialWords(device.serial)
  const due = <DueDay day={device.district_due_on} source={device.district_due_source} assumed={device.due_assumed} />
  return (
    <tr>
      <SelectTd value={device.id} label={serial} />
      <NameCell
        href={`/devices/${device.id}`}
        name={serial}
        figures={device.serial !== null}
        sub={[plateWords(device), device.location_on_site].filter(Boolean).join(' · ')}
      />
      <Td label={failed ? 'Repair by' : 'Due'}>
        {failed ? (
          device.repair_due_on === null ? (
            <Missing words="No deadline" />
          ) : (
            <Day day={device.repair_due_on} />
          )
        ) : (
          due
        )}
      </Td>
      <Td corner>
        <DueBadge
          of={{
            compliance: device.compliance,
            district_due_on: device.district_due_on,
            repair_due_on: device.repair_due_on,
          }}
          today={today}
        />
        {device.ordered ? <span className="sub">In a work order</span> : null}
      </Td>
      <Td label="Our target">
        {device.our_target_on === null ? <Missing words="No target" /> : <Day day={device.our_target_on} />}
      </Td>
      {failed ? (
        <Td label="Due">{due}</Td>
      ) : (
        <Td label="Purveyor" cut>
          {device.district_name ?? <Missing words="No purveyor" />}
        </Td>
      )}
      <Td label="Last test">
        <LastTest day={device.last_tested_on} result={device.last_result} />
      </Td>
      <MenuTd>
        {record ? (
          <LinkButton
            href={`/record-test?device=${device.id}`}
            variant="quiet"
            icon
            label={`Record a test of ${serial}`}
          >
            <ClipboardPen aria-hidden="true" />
          </LinkButton>
        ) : null}
      </MenuTd>
    </tr>
  )
}

const MOST_OTHERS = 4

/** "Also here: RP A127841, Wilkins 975XL2, Mar 4, 2028" for what one could do on the same trip. */
function Others({ devices }: { devices: readonly SiteDevice[] }) {
  const shown = devices.slice(0, MOST_OTHERS)
  const more = devices.length - shown.length
  return (
    <span className="text-xs">
      Also here:{' '}
      {shown.map((device, index) => (
        <span key={device.id}>
          {index === 0 ? '' : '; '}
          <TextLink href={`/devices/${device.id}`}>
            {typeWords(device.type)} {serialWords(device.serial)}
          </TextLink>
          {makeWords(device) === '' ? '' : `, ${makeWords(device)}`}
          {device.compliance === 'NOT_REQUIRED'
            ? ', no test required'
            : device.district_due_on === null
              ? ', no date'
              : `, due ${formatDay(device.district_due_on)}`}
        </span>
      ))}
      {more > 0 ? `; and ${more} more` : ''}
    </span>
  )
}
