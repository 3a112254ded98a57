import type { Metadata } from 'next'
import { ReceiptText } from 'lucide-react'
import { Banner } from '@/app/_ui/banner.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { Money } from '@/app/_ui/money.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext } from '@/lib/context.ts'
import { addDays, today } from '@/lib/dates.ts'
import { listUnbilled } from '@/lib/invoices/invoice-page.ts'
import { readWindow } from '@/lib/numbers/window.ts'
import { pack } from '@/lib/packed.ts'
import { BillButton } from './bill-button.tsx'

export const metadata: Metadata = { title: 'Bill completed work' }

const PATH = '/invoices/bill'

export default async function BillWorkPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company } = await requireContext('invoices:write')
  const day = today(company.time_zone)
  const window = readWindow({ from: param(params, 'from'), to: param(params, 'to') }, day, {
    from: addDays(day, -60),
    through: day,
  })
  const { from, through } = window
  const waiting = await listUnbilled(db, from, through)
  const tests = waiting.reduce((sum, one) => sum + one.tests, 0)
  return (
    <>
      <PageHeader
        title="Bill completed work"
        crumbs={[{ label: 'Invoices', href: '/invoices' }]}
        sub="Signed tests that are on no invoice, with the price of the assembly or the closest of the price book, and the filing fee of the purveyor."
        actions={
          company.writable && waiting.length > 0 ? (
            <BillButton
              from={from}
              through={through}
              customer=""
              primary
              label={waiting.length === 1 ? 'Draft the invoice' : `Draft ${waiting.length} invoices`}
            />
          ) : undefined
        }
      />
      <FilterBar
        path={PATH}
        params={params}
        filters={pack([
          { kind: 'day', name: 'from', label: 'Tested from' },
          { kind: 'day', name: 'to', label: 'Tested to' },
        ])}
      />
      {window.wrong === null ? null : (
        <div className="mb-3">
          <Banner tone="warn">{`${window.wrong} These are the last sixty days.`}</Banner>
        </div>
      )}
      {waiting.length === 0 ? (
        <EmptyState
          icon={<ReceiptText aria-hidden="true" />}
          title="Everything signed in these days is on an invoice"
          why="Choose other days to look further back. Imported tests are never billed here."
          example="For example: two tests for Oceanview Apartments make one draft with two lines and the filing fee."
        />
      ) : (
        <DataTable label={`Work to bill: ${tests} tests`} cards>
          <thead>
            <tr>
              <Th>Customer</Th>
              <Th num>Tests</Th>
              <Th>Tested</Th>
              <Th num>Comes to</Th>
              <Th>
                <span className="sr-only">What to do</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {waiting.map((one) => (
              <tr key={one.customer_id}>
                <th scope="row" className="card-head">
                  <TextLink href={`/customers/${one.customer_id}`}>{one.customer_name}</TextLink>
                </th>
                <Td label="Tests" num>
                  {one.tests}
                </Td>
                <Td label="Tested">
                  <Day day={one.first_on} />
                  {one.last_on === one.first_on ? null : (
                    <>
                      {' '}
                      to <Day day={one.last_on} />
                    </>
                  )}
                </Td>
                <Td label="Comes to" num>
                  <Money cents={one.cents} />
                  {one.unpriced === 0 ? null : (
                    <span className="sub">
                      {one.unpriced === 1 ? '1 without a price' : `${one.unpriced} without a price`}
                    </span>
                  )}
                </Td>
                <Td>
                  {company.writable ? (
                    <BillButton
                      from={from}
                      through={through}
                      customer={one.customer_id}
                      label={`Draft for ${one.customer_name}`}
                    />
                  ) : null}
                </Td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </>
  )
}
