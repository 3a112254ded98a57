import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Day } from '@/app/_ui/day.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { Money } from '@/app/_ui/money.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext } from '@/lib/context.ts'
import { addMonths, formatDay, isDay, today } from '@/lib/dates.ts'
import { wordFor } from '@/lib/devices/words.ts'
import { billToLines, findStatement } from '@/lib/invoices/invoice-page.ts'
import { PAYMENT_METHODS } from '@/lib/invoices/schema.ts'

export const metadata: Metadata = { title: 'Statement' }

const PATH = '/invoices/statement'

export default async function StatementPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company } = await requireContext('invoices:read')
  const customer = param(params, 'customer')
  if (customer === '') redirect('/invoices/aging')
  const day = today(company.time_zone)
  const asked = (name: string, otherwise: string): string => {
    const value = param(params, name)
    return isDay(value) ? value : otherwise
  }
  const [from, to] = [asked('from', addMonths(day, -12)), asked('to', day)]
  const statement = await findStatement(db, customer, from, to)
  if (statement === null) notFound()
  return (
    <>
      <PageHeader
        title={`Statement for ${statement.customer.name}`}
        crumbs={[{ label: 'Invoices', href: '/invoices' }]}
        sub={`${company.name}, ${formatDay(from)} to ${formatDay(to)}`}
      />
      <address className="mb-3 whitespace-pre-line text-ink-2 not-italic">
        {billToLines(statement.customer).join('\n')}
      </address>
      <div className="print:hidden">
        <FilterBar
          path={PATH}
          params={params}
          filters={[
            { kind: 'day', name: 'from', label: 'From' },
            { kind: 'day', name: 'to', label: 'To' },
          ]}
          keep={['customer']}
        />
      </div>
      <DataTable label="Statement" cards>
        <thead>
          <tr>
            <Th>Day</Th>
            <Th>What</Th>
            <Th num>Amount</Th>
            <Th num>Open</Th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className="card-head">
              <Day day={from} />
            </th>
            <Td label="What">Open before</Td>
            <Td label="Amount" num />
            <Td label="Open" num>
              <Money cents={statement.before_cents} />
            </Td>
          </tr>
          {statement.entries.map((entry) => (
            <tr key={entry.place}>
              <th scope="row" className="card-head">
                <Day day={entry.day} />
              </th>
              <Td label="What">
                <TextLink href={`/invoices/${entry.invoice_id}`}>{entryWords(entry)}</TextLink>
              </Td>
              <Td label="Amount" num>
                <Money cents={entry.cents} />
              </Td>
              <Td label="Open" num>
                <Money cents={entry.open_cents} />
              </Td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              Open on {formatDay(to)}
            </th>
            <Td label="Open" num>
              <strong>
                <Money cents={statement.after_cents} />
              </strong>
            </Td>
          </tr>
        </tfoot>
      </DataTable>
    </>
  )
}

function entryWords({ kind, number, method }: { kind: string; number: number; method: string | null }): string {
  if (kind === 'payment') return `Payment on invoice ${number}, ${wordFor(PAYMENT_METHODS, method).toLowerCase()}`
  return kind === 'credit_note' ? `Credit note ${number}` : `Invoice ${number}`
}
