import type { ReactNode } from 'react'
import { Banner } from '@/app/_ui/banner.tsx'
import { BillLines } from '@/app/_ui/bill-lines.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { Money } from '@/app/_ui/money.tsx'
import { formatPhone } from '@/lib/customers/phone.ts'
import { dayOfInstant, formatDay } from '@/lib/dates.ts'
import { billToLines } from '@/lib/invoices/invoice-page.ts'
import { type LinkedInvoice, openBalance } from '@/lib/invoices/pay-invoice.ts'

/** An invoice as its customer reads it, by the link or in the portal; `payment` is the way to pay by card. */
export function InvoicePaper({
  invoice,
  returned,
  payment,
}: {
  invoice: LinkedInvoice
  /** Back from the page where a card is taken. */
  returned: boolean
  payment: ReactNode
}) {
  const open = openBalance(invoice)
  const payable = invoice.state === 'sent' && invoice.kind === 'invoice' && open > 0
  return (
    <>
      <State invoice={invoice} open={open} returned={returned} />
      <DescriptionList facts={factsOf(invoice, open)} />
      <BillLines label="Lines" lines={invoice.lines} />
      {invoice.memo === null ? null : <p className="max-w-prose whitespace-pre-wrap text-ink-2">{invoice.memo}</p>}
      {!payable ? null : invoice.takes_cards ? (
        payment
      ) : (
        <p className="text-ink-2">
          Pay by check or transfer to {invoice.company.name}
          {invoice.company.phone ? `, or call ${formatPhone(invoice.company.phone)}` : ''}. Name invoice{' '}
          {invoice.number}.
        </p>
      )}
    </>
  )
}

function State({ invoice, open, returned }: { invoice: LinkedInvoice; open: number; returned: boolean }) {
  if (invoice.state === 'void') return <Banner>This invoice is void. Nothing is to be paid.</Banner>
  if (invoice.kind === 'credit_note') return null
  if (open === 0) return <Banner tone="done">Paid. Thank you.</Banner>
  return returned ? <Banner>Thank you. The payment is being confirmed; reload this page in a minute.</Banner> : null
}

function factsOf(invoice: LinkedInvoice, open: number) {
  const sentOn = dayOfInstant(invoice.sent_at, invoice.company.time_zone)
  const money = (label: string, cents: number) => (cents === 0 ? [] : [{ label, value: <Money cents={cents} /> }])
  return [
    {
      label: 'Bill to',
      value: <span className="whitespace-pre-line">{billToLines(invoice.bill_to).join('\n')}</span>,
    },
    { label: 'Date', value: formatDay(sentOn) },
    ...(invoice.due_on === null ? [] : [{ label: 'Payable by', value: formatDay(invoice.due_on) }]),
    ...money('Of which tax', invoice.tax_cents),
    { label: 'Total', value: <Money cents={invoice.total_cents} /> },
    ...money('Paid', invoice.paid_cents),
    ...money('Credited', invoice.credited_cents),
    ...(invoice.kind === 'invoice' ? money('Open', open) : []),
  ]
}
