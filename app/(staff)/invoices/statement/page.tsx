import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Banner } from '@/app/_ui/banner.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import { hrefWith, type Params, param } from '@/app/_ui/href.ts'
import { Money } from '@/app/_ui/money.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext } from '@/lib/context.ts'
import { formatDay, today } from '@/lib/dates.ts'
import { billToLines } from '@/lib/invoices/invoice-page.ts'
import { agesOf, entryWords, findStatement, statementWindow } from '@/lib/invoices/statement.ts'
import { pack } from '@/lib/packed.ts'

export const metadata: Metadata = { title: 'Statement' }

const PATH = '/invoices/statement'

export default async function StatementPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company } = await requireContext('invoices:read')
  const customer = param(params, 'customer')
  if (customer === '') redirect('/invoices/aging')
  const day = today(company.time_zone)
  const window = statementWindow({ from: param(params, 'from'), to: param(params, 'to') }, day)
  const { from, through } = window
  const statement = await findStatement(db, customer, window)
  if (statement === null) notFound()
  const ages = agesOf(statement.open, day).filter(([, cents]) => cents > 0)
  return (
    <>
      <PageHeader
        title={`Statement for ${statement.customer.name}`}
        crumbs={[{ label: 'Invoices', href: '/invoices' }]}
        actions={
          <LinkButton href={hrefWith(`${PATH}/pdf`, params)} external>
            Open the PDF
          </LinkButton>
        }
        sub={`${company.name}, ${formatDay(from)} to ${formatDay(through)}`}
      />
      <address className="mb-3 whitespace-pre-line text-ink-2 not-italic">
        {billToLines(statement.customer).join('\n')}
      </address>
      <div className="print:hidden">
        <FilterBar
          path={PATH}
          params={params}
          filters={pack([
            { kind: 'day', name: 'from', label: 'From' },
            { kind: 'day', name: 'to', label: 'To' },
          ])}
          keep={['customer']}
        />
      </div>
      {window.wrong === null ? null : (
        <div className="mb-3">
          <Banner tone="warn">{`${window.wrong} These are the last twelve months.`}</Banner>
        </div>
      )}
      {ages.length === 0 ? null : (
        <section aria-labelledby="open" className="mb-4 grid gap-1">
          <h2 id="open" className="font-semibold">
            Open today
          </h2>
          <DescriptionList facts={ages.map(([label, cents]) => ({ label, value: <Money cents={cents} /> }))} />
        </section>
      )}
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
              Open on {formatDay(through)}
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
