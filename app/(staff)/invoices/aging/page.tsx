import { ReceiptText } from 'lucide-react'
import type { Metadata } from 'next'
import { LinkButton } from '@/app/_ui/button.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import type { Params } from '@/app/_ui/href.ts'
import { Money } from '@/app/_ui/money.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { countWords } from '@/app/_ui/count-words.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { DataTable, NameCell, SortTh, Td, Th } from '@/app/_ui/table.tsx'
import { requireContext } from '@/lib/context.ts'
import { AGING } from '@/lib/invoices/invoice-list.ts'
import { listRows, solid } from '@/lib/lists/list-rows.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'

export const metadata: Metadata = { title: 'Who owes what' }

const PATH = '/invoices/aging'
const BUCKETS = [
  ['current_cents', 'Not due yet'],
  ['to_30_cents', '1 to 30 days'],
  ['to_60_cents', '31 to 60 days'],
  ['to_90_cents', '61 to 90 days'],
  ['over_90_cents', 'Over 90 days'],
] as const

export default async function AgingPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db } = await requireContext(AGING.permission)
  const { query } = readList(AGING, params)
  const { rows, count, capped } = await listRows(db, 'aging_list', query)
  return (
    <>
      <PageHeader
        title="Who owes what"
        count={countWords(count, capped)}
        crumbs={[{ label: 'Invoices', href: '/invoices' }]}
        sub="What is open on sent invoices, by how many days it is past its day."
        actions={
          <LinkButton href={fileHref('aging', params)} download>
            CSV
          </LinkButton>
        }
      />
      {count === 0 ? (
        <EmptyState
          icon={<ReceiptText aria-hidden="true" />}
          title="Nobody owes anything"
          why="Customers with open invoices stand here, the largest sum first."
          example="For example: Oceanview Apartments, $230.00, 12 days late."
        />
      ) : (
        <>
          <DataTable label="Open amounts by customer" cards>
            <thead>
              <tr>
                <SortTh by="customer" path={PATH} params={params}>
                  Customer
                </SortTh>
                {BUCKETS.map(([name, label]) => (
                  <Th key={name} num>
                    {label}
                  </Th>
                ))}
                <SortTh by="open" path={PATH} params={params} fallback="-open" num>
                  Open
                </SortTh>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const owner = solid(row, 'id', 'customer_name', 'open_cents')
                return (
                  <tr key={owner.id}>
                    <NameCell href={`/invoices/statement?customer=${owner.id}`} name={owner.customer_name} />
                    {BUCKETS.map(([name, label]) => (
                      <Td key={name} label={label} num>
                        {row[name] === 0 || row[name] === null ? '' : <Money cents={row[name]} />}
                      </Td>
                    ))}
                    <Td label="Open" num>
                      <Money cents={owner.open_cents} />
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
