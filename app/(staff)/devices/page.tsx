import { Droplets } from 'lucide-react'
import type { Metadata } from 'next'
import { LinkButton } from '@/app/_ui/button.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { type Filter, FilterBar } from '@/app/_ui/filter-bar.tsx'
import type { Params } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { countWords } from '@/app/_ui/count-words.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { requireContext } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { DEVICES } from '@/lib/devices/device-lists.ts'
import { listDevices } from '@/lib/devices/list-devices.ts'
import { CHOSEN_STATUSES, COMPLIANCE_WORDS, COMPLIANCES, DEVICE_STATUSES, STATUS_WORDS } from '@/lib/devices/words.ts'
import { early } from '@/lib/lists/early.ts'
import { choices, SIZE_CHOICES, TYPE_CHOICES } from '@/lib/lists/filter-choices.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'
import { pack, packRows } from '@/lib/packed.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { ListViews } from '../list-views.tsx'
import { DeviceSelection } from './device-selection.tsx'
import { DeviceTable } from './device-table.tsx'
import { tableDevice } from './table-device.ts'

export const metadata: Metadata = { title: 'Devices' }

const PATH = '/devices'
const VIEWS = [
  { label: 'All', query: '' },
  { label: 'Failed', query: 'state=FAILED_OPEN' },
  { label: 'Overdue', query: 'state=OVERDUE' },
  { label: 'Due soon', query: 'state=DUE_SOON' },
  { label: 'No date', query: 'state=NO_DATE' },
  { label: 'In service', query: 'status=ACTIVE' },
]
const FILTERS = pack<readonly Filter[]>([
  { kind: 'select', name: 'type', label: 'Type', options: TYPE_CHOICES },
  { kind: 'select', name: 'state', label: 'State', options: choices(COMPLIANCES, COMPLIANCE_WORDS) },
  { kind: 'choice', name: 'district', label: 'Purveyor', from: 'districts', none: true },
  { kind: 'choice', name: 'city', label: 'City', from: 'cities' },
  { kind: 'text', name: 'zip', label: 'Zip starts with' },
  { kind: 'select', name: 'size', label: 'Size', options: SIZE_CHOICES },
  { kind: 'select', name: 'status', label: 'Status', options: choices(DEVICE_STATUSES, STATUS_WORDS) },
  { kind: 'day', name: 'from', label: 'Due from' },
  { kind: 'day', name: 'to', label: 'Due to' },
])
const STATUSES = pack(choices(CHOSEN_STATUSES, STATUS_WORDS))

export default async function DevicesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { query, asked } = readList(DEVICES, params)
  const list = early(listDevices(await supabase(), { ...query, frameOf: PATH }))
  const context = await requireContext(DEVICES.permission)
  const { rows, count, capped, frame } = await list
  const day = today(context.company.time_zone)
  const edit = context.may('devices:write') && context.company.writable
  const record = context.may('tests:write')
  const untouched = query.search === undefined && Object.keys(asked).length === 0
  return (
    <>
      <PageHeader
        title="Devices"
        count={countWords(count, capped)}
        actions={
          edit ? (
            <LinkButton href="/devices/new" variant="primary" shortcut="c">
              New device
            </LinkButton>
          ) : undefined
        }
      />
      {untouched && count === 0 && query.page === 1 ? (
        <EmptyState
          icon={<Droplets aria-hidden="true" />}
          title="No assemblies on file yet"
          why="Every assembly you test lives here with its site, its purveyor, its tests and the day it is due next. Bring in the sheet you keep today, or add one by hand."
          action={
            edit ? (
              <div className="flex flex-wrap justify-center gap-2">
                <LinkButton href="/imports/new" variant="primary">
                  Import a sheet
                </LinkButton>
                <LinkButton href="/devices/new">Add an assembly</LinkButton>
              </div>
            ) : undefined
          }
          example="For example: RP, Wilkins 975XL2, 3/4 in, serial A127841, north wall of the pump room at 12 Dock St."
        />
      ) : (
        <>
          <ListViews path={PATH} params={params} builtIn={VIEWS} views={frame.views} />
          <FilterBar
            path={PATH}
            params={params}
            search="Serial, tag, model, customer or street"
            filters={FILTERS}
            named={frame.named}
            keep={['customer', 'location']}
          >
            <LinkButton href={fileHref('devices', params)} download variant="quiet">
              CSV
            </LinkButton>
          </FilterBar>
          <DeviceSelection list="devices" edit={edit} statuses={STATUSES}>
            <DeviceTable
              rows={packRows(rows.map((row) => tableDevice(row, day, record)))}
              path={PATH}
              params={params}
            />
          </DeviceSelection>
          <Pagination path={PATH} params={params} page={query.page} count={count} capped={capped} shown={rows.length} />
        </>
      )}
    </>
  )
}
