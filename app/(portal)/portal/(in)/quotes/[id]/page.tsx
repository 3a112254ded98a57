import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requirePortal } from '@/lib/portal/portal-context.ts'
import { findPortalQuote } from '@/lib/portal/portal-pages.ts'
import { QuotePaper } from '../../../../../(public)/quote/quote-paper.tsx'
import { answerQuoteInPortalAction } from '../../../actions.ts'
import { PortalForm } from '../../../portal-form.tsx'

export const metadata: Metadata = { title: 'Quote' }

/** One quote, and the answer to it, once. */
export default async function PortalQuotePage({ params }: { params: Promise<{ id: string }> }) {
  const { db, company, name } = await requirePortal()
  const { id } = await params
  const quote = await findPortalQuote(db, id)
  if (quote === null) notFound()
  return (
    <>
      <div className="grid gap-1">
        <p className="text-sm">
          <TextLink href="/portal/quotes">Quotes</TextLink>
        </p>
        <h1 className="text-xl font-semibold">Quote for a repair</h1>
      </div>
      <QuotePaper quote={quote} />
      {quote.state === 'sent' && !quote.expired && !quote.closed && company.works ? (
        <PortalForm
          action={answerQuoteInPortalAction}
          hidden={{ id }}
          fields={[
            {
              name: 'name',
              label: 'Your name',
              value: name,
              required: true,
              maxLength: 120,
              autoComplete: 'name',
              help: `Kept with the time and your sign-in, for ${company.name} and for you.`,
            },
          ]}
          presses={[
            { label: 'Approve the repair', pending: 'Sending', name: 'answer', value: 'approve' },
            { label: 'Decline', pending: 'Sending', name: 'answer', value: 'decline', quiet: true },
          ]}
        />
      ) : null}
    </>
  )
}
