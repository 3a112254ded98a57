import { Wrench } from 'lucide-react'
import type { Metadata } from 'next'
import { Badge, type Tone } from '@/app/_ui/badge.tsx'
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
import { formatInstant, today } from '@/lib/dates.ts'
import { addressWords } from '@/lib/devices/device-words.ts'
import { wordFor } from '@/lib/devices/words.ts'
import { choices } from '@/lib/lists/filter-choices.ts'
import { listRows, solid } from '@/lib/lists/list-rows.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'
import { pack } from '@/lib/packed.ts'
import { WORK_KINDS, WORK_STATES } from '@/lib/work-orders/words.ts'
import { WORK_ORDERS } from '@/lib/work-orders/work-order-list.ts'
import { ListTabs } from '../list-tabs.tsx'
import { PlaceTd } from '../devices/device-table.tsx'

export const metadata: Metadata = { title: 'Work orders' }

const PATH = '/work-orders'
const VIEWS = [
  { label: 'Open', state: '' },
  { label: 'Done', state: 'done' },
  { label: 'Cancelled', state: 'cancelled' },
]

export default async function WorkOrdersPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company, may } = await requireContext(WORK_ORDERS.permission)
  const { query, asked } = readList(WORK_ORDERS, params, { today: today(company.time_zone) })
  const { rows, count, capped } = await listRows(db, 'work_order_list', query)
  const add =
    may('work:write') && company.writable ? (
      <LinkButton href="/work-orders/new" variant="primary" shortcut="c">
        New work order
      </LinkButton>
    ) : undefined
  return (
    <>
      <PageHeader title="Work orders" count={countWords(count, capped)} actions={add} />
      <ListTabs path={PATH} params={params} label="Work orders" views={VIEWS} />
      {count === 0 && Object.keys(asked).length === 0 ? (
        <EmptyState
          icon={<Wrench aria-hidden="true" />}
          title="No open work order"
          why="A work order says what is to be done at a site, and by when. Visits are planned on it."
          action={add}
          example="For example: annual test at 12 Dock St, due Mar 4, purchase order 4711."
        />
      ) : (
        <>
          <FilterBar
            path={PATH}
            params={params}
            filters={pack([
              { kind: 'select', name: 'kind', label: 'Work', options: choices(Object.keys(WORK_KINDS), WORK_KINDS) },
              { kind: 'day', name: 'from', label: 'Due from' },
              { kind: 'day', name: 'to', label: 'Due to' },
            ])}
            keep={['state', 'location', 'customer']}
          >
            <LinkButton href={fileHref('work-orders', params)} download variant="quiet">
              CSV
            </LinkButton>
          </FilterBar>
          <DataTable label="Work orders" cards>
            <thead>
              <tr>
                <Th>Work</Th>
                <SortTh by="customer" path={PATH} params={params}>
                  Customer and address
                </SortTh>
                <SortTh by="due" path={PATH} params={params} fallback="due">
                  Due
                </SortTh>
                <SortTh by="visit" path={PATH} params={params}>
                  Next visit
                </SortTh>
                <Th>State</Th>
              </tr>
            </thead>
            <tbody>
              {rows.length === 0 ? <EmptyRow span={5}>No work order is in this view.</EmptyRow> : null}
              {rows.map((row) => {
                const order = solid(row, 'id', 'kind', 'state', 'line1', 'customer_name')
                return (
                  <tr key={order.id}>
                    <NameCell
                      href={`/work-orders/${order.id}`}
                      name={wordFor(WORK_KINDS, order.kind)}
                      sub={order.purchase_order_no}
                    />
                    <PlaceTd customer={order.customer_name} address={addressWords(order)} />
                    <Td label="Due">
                      {order.due_on === null ? <Missing words="No day" /> : <Day day={order.due_on} />}
                    </Td>
                    <Td label="Next visit">
                      {order.next_visit_at === null ? (
                        <Missing words="Not planned" />
                      ) : (
                        formatInstant(order.next_visit_at, company.time_zone)
                      )}
                    </Td>
                    <Td corner>
                      <WorkState state={order.state} />
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

const TONES: Readonly<Record<string, Tone>> = { open: 'info', done: 'pass', cancelled: 'muted' }

function WorkState({ state }: { state: string }) {
  return <Badge tone={TONES[state] ?? 'muted'}>{wordFor(WORK_STATES, state)}</Badge>
}
