import { Banner } from '@/app/_ui/banner.tsx'
import { BillLines } from '@/app/_ui/bill-lines.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { Money } from '@/app/_ui/money.tsx'
import { formatDay, formatInstant } from '@/lib/dates.ts'
import type { LinkedQuote } from '@/lib/failures/failure-page.ts'

/** A quote as its customer reads it, by the link or in the portal: where it stands, why, and what it costs. */
export function QuotePaper({ quote }: { quote: LinkedQuote }) {
  const before = quote.total_cents - quote.tax_cents
  return (
    <>
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
    </>
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
