import { ReceiptText } from 'lucide-react'
import type { Metadata } from 'next'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import type { Params } from '@/app/_ui/href.ts'
import { Money } from '@/app/_ui/money.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { countWords } from '@/app/_ui/count-words.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { DataTable, EmptyRow, NameCell, SortTh, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { INVOICES } from '@/lib/invoices/invoice-list.ts'
import { listRows, solid } from '@/lib/lists/list-rows.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'
import { pack } from '@/lib/packed.ts'
import { ListTabs } from '../list-tabs.tsx'
import { Standing } from './standing.tsx'

export const metadata: Metadata = { title: 'Invoices' }

const PATH = '/invoices'
const VIEWS = [
  { label: 'All', state: '' },
  { label: 'Drafts', state: 'draft' },
  { label: 'Open', state: 'open' },
  { label: 'Late', state: 'late' },
  { label: 'Paid', state: 'paid' },
  { label: 'Void', state: 'void' },
]

export default async function InvoicesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company, may } = await requireContext(INVOICES.permission)
  const day = today(company.time_zone)
  const { query, asked } = readList(INVOICES, params, { today: day, timeZone: company.time_zone })
  const { rows, count, capped } = await listRows(db, 'invoice_list', query)
  const add =
    may('invoices:write') && company.writable ? (
      <>
        <LinkButton href="/invoices/new" shortcut="c">
          New invoice
        </LinkButton>
        <LinkButton href="/invoices/bill" variant="primary" shortcut="b">
          Bill completed work
        </LinkButton>
      </>
    ) : undefined
  return (
    <>
      <PageHeader
        title="Invoices"
        count={countWords(count, capped)}
        sub={<TextLink href="/invoices/aging">Who owes what</TextLink>}
        actions={add}
      />
      <ListTabs path={PATH} params={params} label="Invoices" views={VIEWS} />
      {count === 0 && Object.keys(asked).length === 0 ? (
        <EmptyState
          icon={<ReceiptText aria-hidden="true" />}
          title="No invoice yet"
          why="What customers are billed stands here, from the draft on."
          action={add}
          example="For example: two annual tests for Oceanview Apartments, $230.00."
        />
      ) : (
        <>
          <FilterBar
            path={PATH}
            params={params}
            filters={pack([
              { kind: 'day', name: 'from', label: 'Sent from' },
              { kind: 'day', name: 'to', label: 'Sent to' },
            ])}
            keep={['state', 'customer']}
          >
            <LinkButton href={fileHref('quickbooks', params)} download variant="quiet">
              QuickBooks CSV
            </LinkButton>
            <LinkButton href={fileHref('invoices', params)} download variant="quiet">
              CSV
            </LinkButton>
          </FilterBar>
          <DataTable label="Invoices" cards>
            <thead>
              <tr>
                <SortTh by="number" path={PATH} params={params}>
                  Number
                </SortTh>
                <SortTh by="customer" path={PATH} params={params}>
                  Customer
                </SortTh>
                <SortTh by="due" path={PATH} params={params}>
                  Payable by
                </SortTh>
                <SortTh by="total" path={PATH} params={params} num>
                  Amount
                </SortTh>
                <SortTh by="open" path={PATH} params={params} num>
                  Open
                </SortTh>
                <Th>State</Th>
              </tr>
            </thead>
            <tbody>
              {rows.length === 0 ? <EmptyRow span={6}>No invoice is in this view.</EmptyRow> : null}
              {rows.map((row) => {
                const invoice = solid(row, 'id', 'kind', 'standing', 'total_cents', 'balance_cents')
                const late = invoice.balance_cents > 0 && invoice.due_on !== null && invoice.due_on < day
                return (
                  <tr key={invoice.id}>
                    <NameCell
                      href={`/invoices/${invoice.id}`}
                      name={invoice.number === null ? 'Draft' : String(invoice.number)}
                      sub={invoice.kind === 'credit_note' ? 'Credit note' : null}
                      figures
                    />
                    <Td label="Customer" cut>
                      {invoice.customer_name ?? <Missing words="Nobody" />}
                    </Td>
                    <Td label="Payable by">
                      {invoice.due_on === null ? <Missing words="No day" /> : <Day day={invoice.due_on} />}
                    </Td>
                    <Td label="Amount" num>
                      <Money cents={invoice.total_cents} />
                    </Td>
                    <Td label="Open" num>
                      {invoice.balance_cents === 0 ? (
                        <Missing words="Nothing" />
                      ) : (
                        <Money cents={invoice.balance_cents} />
                      )}
                    </Td>
                    <Td corner>
                      <Standing standing={invoice.standing} late={late} />
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
