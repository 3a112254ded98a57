import type { Metadata } from 'next'
import { BillLines } from '@/app/_ui/bill-lines.tsx'
import { Banner } from '@/app/_ui/banner.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { Money } from '@/app/_ui/money.tsx'
import { PlainPage } from '@/app/_ui/plain-page.tsx'
import { dayOfInstant, formatDay } from '@/lib/dates.ts'
import { billToLines } from '@/lib/invoices/invoice-page.ts'
import { type LinkedInvoice, openInvoice } from '@/lib/invoices/pay-invoice.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { countAttempts } from '@/lib/security/count-attempts.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { PayForm } from './pay-form.tsx'

export const metadata: Metadata = { title: 'Invoice', robots: { index: false, follow: false }, referrer: 'no-referrer' }
export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ paid?: string }> }

/** Where the link in a mailed invoice leads, signed out: the invoice, what is open on it, and a card's way to pay. */
export default async function PayPage({ params, searchParams }: Props) {
  const [{ token }, { paid }] = await Promise.all([params, searchParams])
  const tooMany = await countAttempts(['verify_address', await clientAddress()])
  if (tooMany !== null) return <PlainPage title="Too many questions">{tooMany.message}</PlainPage>
  const invoice = await openInvoice(await supabase(), token)
  if (invoice === null)
    return (
      <PlainPage title="This link has ended">
        <p>A newer mail may hold a newer link. Otherwise ask the company that sent it.</p>
      </PlainPage>
    )
  const open = invoice.total_cents - invoice.paid_cents - invoice.credited_cents
  const payable = invoice.state === 'sent' && invoice.kind === 'invoice' && open > 0
  return (
    <main className="mx-auto grid max-w-3xl gap-6 px-4 py-10">
      <header className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <p className="text-lg font-semibold">{invoice.company.name}</p>
          <p className="text-sm whitespace-pre-line text-ink-3">
            {[...billToLines(invoice.company).slice(1), invoice.company.phone, invoice.company.email]
              .filter(Boolean)
              .join('\n')}
          </p>
        </div>
        <h1 className="text-xl font-semibold">
          {invoice.kind === 'credit_note' ? 'Credit note' : 'Invoice'} {invoice.number}
        </h1>
      </header>
      <State invoice={invoice} open={open} returned={paid === '1'} />
      <DescriptionList facts={factsOf(invoice, open)} />
      <BillLines label="Lines" lines={invoice.lines} />
      {invoice.memo === null ? null : <p className="max-w-prose whitespace-pre-wrap text-ink-2">{invoice.memo}</p>}
      {!payable ? null : invoice.takes_cards ? (
        <PayForm token={token} cents={open} />
      ) : (
        <p className="text-ink-2">
          Pay by check or transfer to {invoice.company.name}
          {invoice.company.phone ? `, or call ${invoice.company.phone}` : ''}. Name invoice {invoice.number}.
        </p>
      )}
    </main>
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
