import { TriangleAlert } from 'lucide-react'
import type { Metadata } from 'next'
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
import { addressWords, plateWords } from '@/lib/devices/device-words.ts'
import { FAILURES, HOLDERS } from '@/lib/failures/failure-list.ts'
import { choices } from '@/lib/lists/filter-choices.ts'
import { listRows, solid } from '@/lib/lists/list-rows.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'
import { pack } from '@/lib/packed.ts'
import { PlaceTd } from '../devices/device-table.tsx'
import { ListTabs } from '../list-tabs.tsx'
import { Clock, Holder } from './clock.tsx'

export const metadata: Metadata = { title: 'Failures' }

const PATH = '/failures'
const VIEWS = [
  { label: 'Open', state: '' },
  { label: 'Repair late', state: 'late' },
  { label: 'Due in a week', state: 'week' },
  { label: 'Closed', state: 'closed' },
]

export default async function FailuresPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company } = await requireContext(FAILURES.permission)
  const day = today(company.time_zone)
  const { query, asked } = readList(FAILURES, params, { today: day })
  const { rows, count, capped } = await listRows(db, 'deficiency_list', query)
  return (
    <>
      <PageHeader title="Failures" count={countWords(count, capped)} />
      <ListTabs path={PATH} params={params} label="Failures" views={VIEWS} />
      {count === 0 && Object.keys(asked).length === 0 ? (
        <EmptyState
          icon={<TriangleAlert aria-hidden="true" />}
          title="No failure is open"
          why="A signed test that fails opens one here, with the purveyor’s deadlines. The passing retest closes it."
          example="For example: RP A127841 at 12 Dock St, repair due in 12 days, the customer has the quote."
        />
      ) : (
        <>
          <FilterBar
            path={PATH}
            params={params}
            filters={pack([
              { kind: 'select', name: 'holder', label: 'Held by', options: choices(Object.keys(HOLDERS), HOLDERS) },
            ])}
            keep={['state', 'district', 'customer', 'device']}
          >
            <LinkButton href={fileHref('failures', params)} download variant="quiet">
              CSV
            </LinkButton>
          </FilterBar>
          <DataTable label="Failures" cards>
            <thead>
              <tr>
                <Th>Assembly</Th>
                <SortTh by="customer" path={PATH} params={params}>
                  Customer and address
                </SortTh>
                <SortTh by="failed" path={PATH} params={params}>
                  Failed
                </SortTh>
                <SortTh by="report" path={PATH} params={params}>
                  Report due
                </SortTh>
                <SortTh by="due" path={PATH} params={params} fallback="due">
                  Repair due
                </SortTh>
                <Th>Held by</Th>
              </tr>
            </thead>
            <tbody>
              {rows.length === 0 ? <EmptyRow span={6}>No failure is in this view.</EmptyRow> : null}
              {rows.map((row) => {
                const failure = solid(row, 'id', 'type', 'line1', 'customer_name', 'failed_on', 'holder')
                const open = failure.closed_on === null
                return (
                  <tr key={failure.id}>
                    <NameCell
                      href={`/failures/${failure.id}`}
                      name={`${failure.type} ${failure.serial ?? ''}`.trim()}
                      sub={plateWords(failure)}
                    />
                    <PlaceTd customer={failure.customer_name} address={addressWords(failure)} />
                    <Td label="Failed">
                      <Day day={failure.failed_on} />
                    </Td>
                    <Td label="Report due">
                      {failure.report_due_on === null ? (
                        <Missing words="No deadline on file" />
                      ) : (
                        <Day day={failure.report_due_on} />
                      )}
                    </Td>
                    <Td label="Repair due">
                      <Clock due={failure.repair_due_on} today={day} open={open} />
                    </Td>
                    <Td corner>
                      <Holder holder={failure.holder} />
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
