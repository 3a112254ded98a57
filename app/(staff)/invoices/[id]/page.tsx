import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card, Section } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { Money } from '@/app/_ui/money.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, EmptyRow, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext } from '@/lib/context.ts'
import { formatInstant, today } from '@/lib/dates.ts'
import { wordFor } from '@/lib/devices/words.ts'
import { billToLines, findInvoicePage, type InvoicePage } from '@/lib/invoices/invoice-page.ts'
import { PAYMENT_METHODS } from '@/lib/invoices/words.ts'
import { formatCents } from '@/lib/money.ts'
import { Standing } from '../standing.tsx'
import { UnmatchedNote } from '../unmatched-note.tsx'
import { CreditForm, DiscardDraft, PaymentForm, ReasonForm, SendForm } from './forms.tsx'
import { LineEditor } from './line-editor.tsx'

export const metadata: Metadata = { title: 'Invoice' }

export default async function InvoiceDetailPage({ params }: { params: Promise<{ id: string }> }) {
  const { db, company, may } = await requireContext('invoices:read')
  const page = await findInvoicePage(db, (await params).id)
  if (page === null) notFound()
  const { invoice } = page
  const day = today(company.time_zone)
  const write = may('invoices:write') && company.writable
  const kind = invoice.kind === 'credit_note' ? 'Credit note' : 'Invoice'
  const late = invoice.balance_cents > 0 && invoice.due_on !== null && invoice.due_on < day
  return (
    <>
      <PageHeader
        title={invoice.number === null ? `Draft of an ${kind.toLowerCase()}` : `${kind} ${invoice.number}`}
        crumbs={[{ label: 'Invoices', href: '/invoices' }]}
        state={<Standing standing={invoice.standing} late={late} />}
        sub={page.snapshot?.name ?? page.customer?.name}
        actions={
          page.file_id === null ? undefined : <LinkButton href={`/files/${page.file_id}`}>Open the PDF</LinkButton>
        }
      />
      {page.unmatched.map((one) => (
        <div key={one.id} className="mb-4">
          <UnmatchedNote one={one} write={write} />
        </div>
      ))}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 content-start gap-6">
          {invoice.state === 'draft' && write ? <Draft page={page} /> : <Lines page={page} />}
          {invoice.state === 'draft' || invoice.kind !== 'invoice' ? null : <Payments page={page} write={write} />}
        </div>
        <Aside page={page} write={write} day={day} timeZone={company.time_zone} />
      </div>
    </>
  )
}

function Draft({ page }: { page: InvoicePage }) {
  const { invoice, customer, lines, prices, settings } = page
  return (
    <LineEditor
      invoice={invoice}
      customer={customer === null ? undefined : { value: customer.id, label: customer.name }}
      lines={lines.map((line) => ({
        id: line.id,
        description: line.description,
        quantity: quantityWords(line.quantity_hundredths),
        unit: formatCents(line.unit_cents),
        tax_hundredths_percent: line.tax_hundredths_percent,
      }))}
      prices={prices.map(({ id, name, unit_cents, taxed }) => ({ id, name, cents: unit_cents, taxed }))}
      taxRate={settings.tax_hundredths_percent}
    />
  )
}

const quantityWords = (hundredths: number): string => String(hundredths / 100)

function Lines({ page: { invoice, lines } }: { page: InvoicePage }) {
  return (
    <Section title="Lines" id="lines">
      <DataTable label="Lines" cards>
        <thead>
          <tr>
            <Th>For</Th>
            <Th num>Quantity</Th>
            <Th num>Price</Th>
            <Th num>Tax</Th>
            <Th num>Amount</Th>
          </tr>
        </thead>
        <tbody>
          {lines.length === 0 ? <EmptyRow span={5}>This draft has no line yet.</EmptyRow> : null}
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row" className="card-head whitespace-normal!">
                {line.test_record_id === null ? (
                  line.description
                ) : (
                  <TextLink href={`/test-records/${line.test_record_id}`}>{line.description}</TextLink>
                )}
              </th>
              <Td label="Quantity" num>
                {quantityWords(line.quantity_hundredths)}
              </Td>
              <Td label="Price" num>
                <Money cents={line.unit_cents} />
              </Td>
              <Td label="Tax" num>
                <Money cents={line.tax_cents} />
              </Td>
              <Td label="Amount" num>
                <Money cents={line.amount_cents} />
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      {invoice.memo === null ? null : <p className="mt-2 max-w-prose whitespace-pre-wrap text-ink-2">{invoice.memo}</p>}
    </Section>
  )
}

function Payments({ page: { payments, credit_notes }, write }: { page: InvoicePage; write: boolean }) {
  return (
    <Section title="Payments and credits" id="payments">
      <DataTable label="Payments and credits" cards>
        <thead>
          <tr>
            <Th>Day</Th>
            <Th>How</Th>
            <Th>Reference</Th>
            <Th num>Amount</Th>
            <Th>
              <span className="sr-only">What to do</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {payments.length + credit_notes.length === 0 ? (
            <EmptyRow span={5}>Nothing was paid or credited yet.</EmptyRow>
          ) : null}
          {payments.map((payment) => (
            <tr key={payment.id}>
              <th scope="row" className="card-head">
                <Day day={payment.paid_on} />
              </th>
              <Td label="How">
                {wordFor(PAYMENT_METHODS, payment.method)}
                {payment.reversed_at === null ? null : (
                  <span className="sub">Taken back: {payment.reverse_reason}</span>
                )}
              </Td>
              <Td label="Reference" cut>
                {payment.reference ?? ''}
              </Td>
              <Td label="Amount" num>
                {payment.reversed_at === null ? (
                  <Money cents={payment.amount_cents} />
                ) : (
                  <s>
                    <Money cents={payment.amount_cents} />
                  </s>
                )}
              </Td>
              <Td>
                {write && payment.reversed_at === null ? (
                  <ReasonForm id={payment.id} what="reverse" verb="Take it back" />
                ) : null}
              </Td>
            </tr>
          ))}
          {credit_notes.map((note) => (
            <tr key={note.id}>
              <th scope="row" className="card-head">
                <TextLink href={`/invoices/${note.id}`}>Credit note {note.number}</TextLink>
              </th>
              <Td label="How">Credited</Td>
              <Td label="Reference" cut>
                {note.memo ?? ''}
              </Td>
              <Td label="Amount" num>
                <Money cents={note.total_cents} />
              </Td>
              <Td />
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Section>
  )
}

function Aside({ page, write, day, timeZone }: { page: InvoicePage; write: boolean; day: string; timeZone: string }) {
  const { invoice, customer, snapshot } = page
  const billTo = snapshot ?? customer
  const facts = [
    {
      label: 'Bill to',
      value:
        billTo === null ? null : (
          <span className="whitespace-pre-line">
            {customer === null ? billTo.name : <TextLink href={`/customers/${customer.id}`}>{billTo.name}</TextLink>}
            {`\n${billToLines(billTo).slice(1).join('\n')}`}
          </span>
        ),
    },
    { label: 'Total', value: <Money cents={invoice.total_cents} /> },
    ...(invoice.tax_cents === 0 ? [] : [{ label: 'Of which tax', value: <Money cents={invoice.tax_cents} /> }]),
    ...(invoice.paid_cents === 0 ? [] : [{ label: 'Paid', value: <Money cents={invoice.paid_cents} /> }]),
    ...(invoice.credited_cents === 0 ? [] : [{ label: 'Credited', value: <Money cents={invoice.credited_cents} /> }]),
    ...(invoice.balance_cents === 0 ? [] : [{ label: 'Open', value: <Money cents={invoice.balance_cents} /> }]),
    { label: 'Payable by', value: invoice.due_on === null ? null : <Day day={invoice.due_on} /> },
    { label: 'Sent', value: invoice.sent_at === null ? null : formatInstant(invoice.sent_at, timeZone) },
    ...(page.credits === null
      ? []
      : [
          {
            label: 'Credits',
            value: <TextLink href={`/invoices/${page.credits.id}`}>Invoice {page.credits.number}</TextLink>,
          },
        ]),
    ...(page.void_reason === null ? [] : [{ label: 'Void because', value: page.void_reason }]),
  ]
  const open = invoice.state === 'sent' && invoice.balance_cents > 0
  return (
    <aside aria-label="Facts" className="grid content-start gap-4">
      <Card title="Facts" id="facts">
        <DescriptionList facts={facts} />
        {customer === null ? null : (
          <TextLink href={`/invoices/statement?customer=${customer.id}`}>Statement of this customer</TextLink>
        )}
      </Card>
      {write && invoice.state === 'draft' ? (
        <Card title="Send" id="send">
          <p className="text-ink-2">It gets the next number. Bill-to and lines stand from then on.</p>
          <SendForm id={invoice.id} email={customer?.email ?? null} again={false} />
          <DiscardDraft id={invoice.id} />
        </Card>
      ) : null}
      {write && open ? (
        <>
          <Card title="Enter a payment" id="pay">
            <PaymentForm
              key={invoice.paid_cents}
              id={crypto.randomUUID()}
              invoice={invoice.id}
              open={invoice.balance_cents}
              today={day}
            />
          </Card>
          <Card title="Mail it again" id="again">
            <SendForm id={invoice.id} email={customer?.email ?? null} again />
          </Card>
          <Card title="Credit or void" id="credit">
            <CreditForm
              key={invoice.credited_cents}
              id={invoice.id}
              note={crypto.randomUUID()}
              lines={page.lines
                .map((line) => ({
                  id: line.id,
                  description: line.description,
                  left: line.amount_cents + line.tax_cents - line.credited_cents,
                }))
                .filter(({ left }) => left !== 0)}
            />
            {invoice.paid_cents + invoice.credited_cents === 0 ? (
              <ReasonForm id={invoice.id} what="void" verb="Make it void" />
            ) : null}
          </Card>
        </>
      ) : null}
    </aside>
  )
}
