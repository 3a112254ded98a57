import type { Metadata } from 'next'
import { Day } from '@/app/_ui/day.tsx'
import { Money } from '@/app/_ui/money.tsx'
import { DataTable, EmptyRow, NameCell, Td, Th } from '@/app/_ui/table.tsx'
import { dayOfInstant } from '@/lib/dates.ts'
import { requirePortal } from '@/lib/portal/portal-context.ts'
import { listPortalInvoices } from '@/lib/portal/portal-pages.ts'
import { Standing } from '../../../../(staff)/invoices/standing.tsx'

export const metadata: Metadata = { title: 'Invoices' }

/** Invoices and credit notes, the newest first. */
export default async function PortalInvoicesPage() {
  const { db, company } = await requirePortal()
  const invoices = await listPortalInvoices(db)
  return (
    <>
      <h1 className="text-xl font-semibold">Invoices</h1>
      <DataTable label="Invoices" cards>
        <thead>
          <tr>
            <Th>Number</Th>
            <Th>Date</Th>
            <Th>Payable by</Th>
            <Th num>Total</Th>
            <Th num>Open</Th>
            <Th>State</Th>
          </tr>
        </thead>
        <tbody>
          {invoices.length === 0 ? <EmptyRow span={6}>No invoice was sent to you yet.</EmptyRow> : null}
          {invoices.map((invoice) => (
            <tr key={invoice.id}>
              <NameCell
                href={`/portal/invoices/${invoice.id}`}
                name={`${invoice.kind === 'credit_note' ? 'Credit note' : 'Invoice'} ${invoice.number}`}
              />
              <Td label="Date">
                <Day day={dayOfInstant(invoice.sent_at, company.time_zone)} />
              </Td>
              <Td label="Payable by">{invoice.due_on === null ? null : <Day day={invoice.due_on} />}</Td>
              <Td label="Total" num>
                <Money cents={invoice.total_cents} />
              </Td>
              <Td label="Open" num>
                {invoice.balance_cents === 0 ? null : <Money cents={invoice.balance_cents} />}
              </Td>
              <Td corner>
                <Standing
                  standing={invoice.standing}
                  late={invoice.balance_cents > 0 && invoice.due_on !== null && invoice.due_on < company.today}
                />
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </>
  )
}
