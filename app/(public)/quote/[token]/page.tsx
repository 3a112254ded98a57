import type { Metadata } from 'next'
import { BillLines } from '@/app/_ui/bill-lines.tsx'
import { Banner } from '@/app/_ui/banner.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { Money } from '@/app/_ui/money.tsx'
import { PlainPage } from '@/app/_ui/plain-page.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { formatDay, formatInstant } from '@/lib/dates.ts'
import { openQuote } from '@/lib/failures/failure-page.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { countAttempts } from '@/lib/security/count-attempts.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { AnswerForm } from './answer-form.tsx'

export const metadata: Metadata = { title: 'Quote', robots: { index: false, follow: false }, referrer: 'no-referrer' }
export const dynamic = 'force-dynamic'

type LinkedQuote = NonNullable<Awaited<ReturnType<typeof openQuote>>>

/** Where the link in a mailed quote leads, signed out: what failed, what the repair costs, and the answer, once. */
export default async function QuotePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const tooMany = await countAttempts(['verify_address', await clientAddress()])
  if (tooMany !== null) return <PlainPage title="Too many questions">{tooMany.message}</PlainPage>
  const quote = await openQuote(await supabase(), token)
  if (quote === null)
    return (
      <PlainPage title="This link has ended">
        <p>A newer mail may hold a newer link. Otherwise ask the company that sent it.</p>
      </PlainPage>
    )
  const before = quote.total_cents - quote.tax_cents
  return (
    <main className="mx-auto grid max-w-3xl gap-6 px-4 py-10">
      <header>
        <p className="text-lg font-semibold">{quote.company.name}</p>
        <p className="text-sm text-ink-3">{[quote.company.phone, quote.company.email].filter(Boolean).join(' · ')}</p>
        <h1 className="mt-4 text-xl font-semibold">Quote for a repair</h1>
        <TextLink href={`/quote/${token}/pdf`}>The quote as a PDF</TextLink>
      </header>
      <State quote={quote} />
      <p className="max-w-prose text-ink-2">
        The assembly below failed its test on {formatDay(quote.failed_on)}
        {quote.repair_due_on === null
          ? '.'
          : `. Its purveyor wants it repaired and tested again by ${formatDay(quote.repair_due_on)}.`}
      </p>
      <DescriptionList
        facts={[
          { label: 'For', value: quote.customer },
          { label: 'Assembly', value: quote.assembly },
          { label: 'Serial', value: quote.serial, figures: true },
          { label: 'Address', value: quote.address },
          ...(quote.valid_until_on === null ? [] : [{ label: 'Good until', value: formatDay(quote.valid_until_on) }]),
        ]}
      />
      <BillLines label="What it costs" lines={quote.lines} />
      <DescriptionList
        facts={[
          ...(quote.tax_cents === 0
            ? []
            : [
                { label: 'Before tax', value: <Money cents={before} /> },
                { label: 'Tax', value: <Money cents={quote.tax_cents} /> },
              ]),
          { label: 'Total', value: <Money cents={quote.total_cents} /> },
        ]}
      />
      {quote.note === null ? null : <p className="max-w-prose whitespace-pre-wrap text-ink-2">{quote.note}</p>}
      {quote.state === 'sent' && !quote.expired && !quote.closed ? (
        <AnswerForm token={token} company={quote.company.name} />
      ) : null}
    </main>
  )
}

function State({ quote }: { quote: LinkedQuote }) {
  const by =
    quote.answered_at === null
      ? ''
      : ` on ${formatInstant(quote.answered_at, quote.company.time_zone)} by ${quote.answered_name ?? ''}`
  if (quote.state === 'approved')
    return <Banner tone="done">{`Approved${by}. ${quote.company.name} plans the visit.`}</Banner>
  if (quote.state === 'declined') return <Banner>{`Declined${by}.`}</Banner>
  if (quote.closed) return <Banner tone="done">This failure is closed. Nothing is to be done.</Banner>
  return quote.expired ? <Banner tone="warn">This quote is past its day. Ask for a new one.</Banner> : null
}
