import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { openBalance } from '@/lib/invoices/pay-invoice.ts'
import { formatCents } from '@/lib/money.ts'
import { requirePortal } from '@/lib/portal/portal-context.ts'
import { findPortalInvoice } from '@/lib/portal/portal-pages.ts'
import { InvoicePaper } from '../../../../../(public)/pay/invoice-paper.tsx'
import { payInPortalAction } from '../../../actions.ts'
import { PortalForm } from '../../../portal-form.tsx'

export const metadata: Metadata = { title: 'Invoice' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> }

/** One invoice, its PDF, and a card's way to pay it. */
export default async function PortalInvoicePage({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const { db } = await requirePortal()
  const invoice = await findPortalInvoice(db, id)
  if (invoice === null) notFound()
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid gap-1">
          <p className="text-sm">
            <TextLink href="/portal/invoices">Invoices</TextLink>
          </p>
          <h1 className="text-xl font-semibold">
            {invoice.kind === 'credit_note' ? 'Credit note' : 'Invoice'} {invoice.number}
          </h1>
        </div>
        <LinkButton href={`/portal/invoices/${id}/pdf`} external>
          Open the PDF
        </LinkButton>
      </div>
      <InvoicePaper
        invoice={invoice}
        returned={param(query, 'paid') === '1'}
        payment={
          <PortalForm
            action={payInPortalAction}
            hidden={{ id }}
            presses={[{ label: `Pay ${formatCents(openBalance(invoice))} by card`, pending: 'Opening' }]}
          />
        }
      />
    </>
  )
}
