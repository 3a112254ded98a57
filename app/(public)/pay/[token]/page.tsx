import type { Metadata } from 'next'
import { PlainPage } from '@/app/_ui/plain-page.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { formatPhone } from '@/lib/customers/phone.ts'
import { billToLines } from '@/lib/invoices/invoice-page.ts'
import { openBalance, openInvoice } from '@/lib/invoices/pay-invoice.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { countAttempts } from '@/lib/security/count-attempts.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { InvoicePaper } from '../invoice-paper.tsx'
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
  const open = openBalance(invoice)
  return (
    <main className="mx-auto grid max-w-3xl gap-6 px-4 py-10">
      <header className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <p className="text-lg font-semibold">{invoice.company.name}</p>
          <p className="text-sm whitespace-pre-line text-ink-3">
            {[...billToLines(invoice.company).slice(1), formatPhone(invoice.company.phone ?? ''), invoice.company.email]
              .filter(Boolean)
              .join('\n')}
          </p>
        </div>
        <div>
          <h1 className="text-xl font-semibold">
            {invoice.kind === 'credit_note' ? 'Credit note' : 'Invoice'} {invoice.number}
          </h1>
          <TextLink href={`/pay/${token}/pdf`}>
            {invoice.kind === 'credit_note' ? 'The credit note as a PDF' : 'The invoice as a PDF'}
          </TextLink>
        </div>
      </header>
      <InvoicePaper invoice={invoice} returned={paid === '1'} payment={<PayForm token={token} cents={open} />} />
    </main>
  )
}
