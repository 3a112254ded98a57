import { CalendarCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { LinkButton } from '@/app/_ui/button.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import { hrefWith, type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { countWords } from '@/app/_ui/count-words.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { requireContext } from '@/lib/context.ts'
import { formatDay, today } from '@/lib/dates.ts'
import { DUE } from '@/lib/devices/device-lists.ts'
import { listDueSites, SITES_PER_PAGE } from '@/lib/devices/due-sites.ts'
import { CHOSEN_STATUSES, DEVICE_STATUSES, STATUS_WORDS } from '@/lib/devices/words.ts'
import { choices, TYPE_CHOICES } from '@/lib/lists/filter-choices.ts'
import { monthsAround } from '@/lib/lists/list-definition.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'
import { pack } from '@/lib/packed.ts'
import { DeviceSelection } from '../devices/device-selection.tsx'
import { ListViews } from '../list-views.tsx'
import { DueTable } from './due-table.tsx'

export const metadata: Metadata = { title: 'Due list' }

const PATH = '/due'
const VIEWS = [
  { label: 'To do', query: '' },
  { label: 'Failed', query: 'window=failed' },
  { label: 'Overdue', query: 'window=overdue' },
  { label: 'Next 7 days', query: 'window=7' },
  { label: '30 days', query: 'window=30' },
  { label: '60 days', query: 'window=60' },
  { label: '90 days', query: 'window=90' },
  { label: 'No date', query: 'window=none' },
]

/** Filters that say by themselves which dates are meant. */
const DATED: ReadonlySet<string> = new Set(['month', 'from', 'to'])

export default async function DuePage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const context = await requireContext(DUE.permission)
  const day = today(context.company.time_zone)
  const failed = param(params, 'window') === 'failed'
  const { query, asked } = readList(DUE, failed ? { ...params, sort: 'repair' } : params, { today: day })
  const { sites, siteCount, sitesCapped, count, capped, frame } = await listDueSites(context.db, {
    ...query,
    frameOf: PATH,
  })
  const edit = context.may('devices:write') && context.company.writable
  const narrowed = query.search !== undefined || Object.keys(asked).length > 0
  return (
    <>
      <PageHeader
        title="Due list"
        count={countWords(count, capped)}
        sub={`What stands against the districts’ dates, site by site. Today is ${formatDay(day)}.`}
      />
      <ListViews path={PATH} params={params} builtIn={VIEWS} views={frame.views} />
      <FilterBar
        path={PATH}
        params={params}
        search="Serial, customer or street"
        named={frame.named}
        filters={pack([
          { kind: 'choice', name: 'district', label: 'Purveyor', from: 'districts' },
          { kind: 'choice', name: 'city', label: 'City', from: 'cities' },
          { kind: 'text', name: 'zip', label: 'Zip starts with' },
          { kind: 'select', name: 'type', label: 'Type', options: TYPE_CHOICES },
          { kind: 'select', name: 'status', label: 'Status', options: choices(DEVICE_STATUSES, STATUS_WORDS) },
          { kind: 'select', name: 'month', label: 'Month', options: monthChoices(day) },
          { kind: 'day', name: 'from', label: 'Due from' },
          { kind: 'day', name: 'to', label: 'Due to' },
        ])}
        keep={['window']}
      >
        {failed ? null : (
          <LinkButton
            href={hrefWith(PATH, params, { sort: param(params, 'sort') === 'target' ? null : 'target', page: null })}
            variant="quiet"
          >
            {param(params, 'sort') === 'target' ? 'Sort by district’s date' : 'Sort by our target'}
          </LinkButton>
        )}
        <LinkButton
          href={hrefWith('/map', params, {
            page: null,
            sort: null,
            window: param(params, 'window') || (Object.keys(asked).some((name) => DATED.has(name)) ? null : 'todo'),
          })}
          variant="quiet"
        >
          Map
        </LinkButton>
        <LinkButton href={fileHref('due', params)} download variant="quiet">
          CSV
        </LinkButton>
      </FilterBar>
      {sites.length === 0 && !narrowed && query.page === 1 ? (
        <EmptyState
          icon={<CalendarCheck aria-hidden="true" />}
          title="Nothing is due"
          why={`No assembly is overdue, failed, or due within ${context.company.due_soon_days} days. Look further ahead with the tabs above.`}
          action={<LinkButton href="/due?window=90">Show the next 90 days</LinkButton>}
          example="A date comes from your import, from the last passing test and the purveyor’s rule, or is typed on the assembly."
        />
      ) : (
        <>
          <DeviceSelection
            list="due"
            edit={edit}
            plan={context.may('work:write') && context.company.writable}
            statuses={pack(choices(CHOSEN_STATUSES, STATUS_WORDS))}
          >
            <DueTable
              sites={sites}
              today={day}
              failed={failed}
              record={context.may('tests:write') && context.company.writable}
            />
          </DeviceSelection>
          <Pagination
            path={PATH}
            params={params}
            page={query.page}
            pageSize={SITES_PER_PAGE}
            count={siteCount}
            capped={sitesCapped}
            shown={sites.length}
          />
        </>
      )}
    </>
  )
}

function monthChoices(day: string) {
  return monthsAround(day, 3, 14).map((month) => {
    const words = formatDay(`${month}-01`)
    return { value: month, label: words.replace(' 1,', '') }
  })
}
