import { Gauge } from 'lucide-react'
import type { Metadata } from 'next'
import { Badge } from '@/app/_ui/badge.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import type { Params } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { countWords } from '@/app/_ui/count-words.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { DataTable, EmptyRow, NameCell, SortTh, Td, Th } from '@/app/_ui/table.tsx'
import { requireContext } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { WATER_CLASSES } from '@/lib/gauges/schema.ts'
import { GAUGES } from '@/lib/lists/house-lists.ts'
import { listRows, solid } from '@/lib/lists/list-rows.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'
import { ExpiryMark } from '../expiry-mark.tsx'
import { ListTabs } from '../list-tabs.tsx'
import { wordOf } from './gauge-choices.ts'

export const metadata: Metadata = { title: 'Gauges' }

const PATH = '/gauges'
const VIEWS = [
  { label: 'In use', state: '' },
  { label: 'Due in 60 days', state: 'due' },
  { label: 'Never checked', state: 'unchecked' },
  { label: 'Retired', state: 'retired' },
]

export default async function GaugesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company, may } = await requireContext(GAUGES.permission)
  const day = today(company.time_zone)
  const { query, asked } = readList(GAUGES, params, { today: day })
  const { rows, count, capped } = await listRows(db, 'gauge_list', query)
  const add =
    may('gauges:write') && company.writable ? (
      <LinkButton href="/gauges/new" variant="primary" shortcut="c">
        New gauge
      </LinkButton>
    ) : undefined
  const empty = count === 0 && Object.keys(asked).length === 0
  return (
    <>
      <PageHeader title="Gauges" count={countWords(count, capped)} actions={add} />
      <ListTabs path={PATH} params={params} label="Gauges" views={VIEWS} />
      {empty ? (
        <EmptyState
          icon={<Gauge aria-hidden="true" />}
          title="No gauge in use"
          why="A test is signed with the gauge it was read on. Put your test kits here with their accuracy checks, and a check that ran out is told before you sign."
          example="For example: Mid-West 845-5, serial 07121234, checked Mar 4, 2026."
        />
      ) : (
        <>
          <FilterBar path={PATH} params={params} keep={['state']}>
            <LinkButton href={fileHref('gauges', params)} download variant="quiet">
              CSV
            </LinkButton>
          </FilterBar>
          <DataTable label="Gauges" cards>
            <thead>
              <tr>
                <SortTh by="name" path={PATH} params={params}>
                  Gauge
                </SortTh>
                <SortTh by="serial" path={PATH} params={params}>
                  Serial
                </SortTh>
                <Th>Water</Th>
                <SortTh by="kept" path={PATH} params={params}>
                  Kept by
                </SortTh>
                <Th>Checked</Th>
                <SortTh by="due" path={PATH} params={params} fallback="due">
                  Good until
                </SortTh>
              </tr>
            </thead>
            <tbody>
              {rows.length === 0 ? <EmptyRow span={6}>No gauge is in this view.</EmptyRow> : null}
              {rows.map((row) => {
                const gauge = solid(row, 'id', 'manufacturer', 'model', 'serial', 'water_class')
                return (
                  <tr key={gauge.id}>
                    <NameCell href={`/gauges/${gauge.id}`} name={`${gauge.manufacturer} ${gauge.model}`} />
                    <Td label="Serial" figures cut>
                      {gauge.serial}
                    </Td>
                    <Td label="Water">{wordOf(WATER_CLASSES, gauge.water_class)}</Td>
                    <Td label="Kept by" cut>
                      {gauge.assigned_name ?? <Missing words="Nobody in particular" />}
                    </Td>
                    <Td label="Checked">
                      {gauge.calibrated_on === null ? <Missing words="Never" /> : <Day day={gauge.calibrated_on} />}
                    </Td>
                    <Td label="Good until">
                      <GaugeState dueOn={gauge.due_on} retiredOn={gauge.retired_on} today={day} />
                    </Td>
                  </tr>
                )
              })}
            </tbody>
          </DataTable>
          <Pagination path={PATH} params={params} page={query.page} count={count} capped={capped} shown={rows.length} />
        </>
      )}
    </>
  )
}

function GaugeState({
  dueOn,
  retiredOn,
  today: day,
}: {
  dueOn: string | null
  retiredOn: string | null
  today: string
}) {
  if (retiredOn !== null) return <Badge tone="muted">Retired</Badge>
  if (dueOn === null) return <Badge tone="fail">No certificate</Badge>
  return <ExpiryMark on={dueOn} today={day} ended="Past due since" />
}
