import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BillLines } from '@/app/_ui/bill-lines.tsx'
import { Badge, type Tone } from '@/app/_ui/badge.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card, Section } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { Money } from '@/app/_ui/money.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext } from '@/lib/context.ts'
import { addDays, formatInstant, today } from '@/lib/dates.ts'
import { addressWords, plateWords } from '@/lib/devices/device-words.ts'
import { wordFor } from '@/lib/devices/words.ts'
import { CLOSED_BECAUSE } from '@/lib/failures/failure-list.ts'
import { type FailurePage, findFailurePage, type Quote } from '@/lib/failures/failure-page.ts'
import { formatCents } from '@/lib/money.ts'
import { Clock, Holder } from '../clock.tsx'
import { BillQuote, PlanRepair, QuoteEditor, SendQuoteForm } from './quote-forms.tsx'

export const metadata: Metadata = { title: 'Failure' }

const QUOTE_STATES: Readonly<Record<string, readonly [string, Tone]>> = {
  draft: ['Draft', 'muted'],
  sent: ['Sent', 'info'],
  approved: ['Approved', 'pass'],
  declined: ['Declined', 'due'],
}

export default async function FailureDetailPage({ params }: { params: Promise<{ id: string }> }) {
  const { db, company, may } = await requireContext('tests:read')
  const page = await findFailurePage(db, (await params).id)
  if (page === null) notFound()
  const { failure, quotes } = page
  const day = today(company.time_zone)
  const open = failure.closed_on === null
  const quote = may('invoices:write') && company.writable
  const draft = quotes.find(({ state }) => state === 'draft')
  // A quote past its day is answered no more, and a repair that has ended without a pass leaves room for another.
  const repairing = failure.holder === 'ordered' || failure.holder === 'visit_planned'
  const waiting = quotes.some(
    (one) => (one.state === 'sent' && !isExpired(one, day)) || (one.state === 'approved' && repairing),
  )
  return (
    <>
      <PageHeader
        title={`${failure.type} ${failure.serial ?? ''}`.trim()}
        crumbs={[{ label: 'Failures', href: '/failures' }]}
        state={<Holder holder={failure.holder} />}
        sub={`${failure.customer_name} · ${addressWords(failure)}`}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 content-start gap-6">
          {quotes
            .filter(({ state }) => state !== 'draft')
            .map((one) => (
              <SentQuote key={one.id} quote={one} page={page} write={quote} day={day} timeZone={company.time_zone} />
            ))}
          {quote && open && (draft !== undefined || !waiting) ? (
            <Section title={draft === undefined ? 'Write a quote' : 'Quote, draft'} id="quote">
              <QuoteEditor
                key={quotes.filter(({ state }) => state !== 'draft').length}
                quote={draft ?? { id: crypto.randomUUID(), note: null, valid_until_on: addDays(day, 30) }}
                failure={failure.id}
                lines={typedLines(draft, page)}
                prices={page.prices.map(({ id, name, unit_cents, taxed }) => ({ id, name, cents: unit_cents, taxed }))}
                taxRate={page.tax_hundredths_percent}
              />
              {draft === undefined || draft.total_cents === 0 ? null : (
                <div className="mt-4 border-t border-line pt-4">
                  <SendQuoteForm id={draft.id} email={page.email} again={false} />
                </div>
              )}
            </Section>
          ) : null}
          {quotes.length === 0 && !(quote && open) ? <p className="text-ink-2">No quote is shown here.</p> : null}
        </div>
        <aside aria-label="Facts" className="grid content-start gap-4">
          <Facts page={page} day={day} timeZone={company.time_zone} />
          {open && !repairing && may('work:write') && company.writable ? (
            <Card title="Repair" id="repair">
              <p className="text-ink-2">An approved quote orders the repair by itself.</p>
              <PlanRepair id={failure.id} />
            </Card>
          ) : null}
        </aside>
      </div>
    </>
  )
}

const isExpired = ({ valid_until_on }: Quote, day: string): boolean => valid_until_on !== null && valid_until_on < day

/** A draft's own lines; a new quote starts with the parts that fit this very assembly. */
function typedLines(draft: Quote | undefined, page: FailurePage) {
  if (draft !== undefined)
    return draft.lines.map((line) => ({
      id: '',
      description: line.description,
      quantity: String(line.quantity_hundredths / 100),
      unit: formatCents(line.unit_cents),
      tax_hundredths_percent: line.tax_hundredths_percent,
    }))
  return page.prices
    .filter(({ fits, kind }) => fits === true || kind === 'trip')
    .map((price) => ({
      id: '',
      description: price.name,
      quantity: '1',
      unit: formatCents(price.unit_cents),
      tax_hundredths_percent: price.taxed ? page.tax_hundredths_percent : 0,
    }))
}

function SentQuote({
  quote,
  page,
  write,
  day,
  timeZone,
}: {
  quote: Quote
  page: FailurePage
  write: boolean
  day: string
  timeZone: string
}) {
  const expired = quote.state === 'sent' && isExpired(quote, day)
  const [word, tone] = expired ? (['Expired', 'due'] as const) : (QUOTE_STATES[quote.state] ?? [quote.state, 'muted'])
  return (
    <Card title="Quote" id={`quote-${quote.id}`} actions={<Badge tone={tone}>{word}</Badge>}>
      <BillLines label="Lines of the quote" lines={quote.lines} dense />
      <DescriptionList
        facts={[
          ...(quote.tax_cents === 0 ? [] : [{ label: 'Of which tax', value: <Money cents={quote.tax_cents} /> }]),
          { label: 'Total', value: <Money cents={quote.total_cents} /> },
          { label: 'Sent', value: quote.sent_at === null ? null : formatInstant(quote.sent_at, timeZone) },
          ...(quote.answered_at === null
            ? []
            : [
                {
                  label: word,
                  value: `${formatInstant(quote.answered_at, timeZone)} by ${quote.answered_name ?? ''}, ${quote.answered_from === 'portal' ? 'signed in to the portal' : `from ${quote.answered_from ?? 'an unknown address'}`}`,
                },
              ]),
          ...(quote.note === null ? [] : [{ label: 'Note', value: quote.note }]),
        ]}
      />
      {quote.file_id === null ? null : (
        <div>
          <LinkButton href={`/files/${quote.file_id}`}>Open the PDF</LinkButton>
        </div>
      )}
      {!write ? null : quote.state === 'approved' ? (
        quote.invoice_id === null ? (
          <BillQuote id={quote.id} />
        ) : (
          <TextLink href={`/invoices/${quote.invoice_id}`}>Its invoice</TextLink>
        )
      ) : quote.state === 'sent' && !expired && page.failure.closed_on === null ? (
        <SendQuoteForm id={quote.id} email={page.email} again />
      ) : null}
    </Card>
  )
}

function Facts({ page: { failure }, day, timeZone }: { page: FailurePage; day: string; timeZone: string }) {
  const open = failure.closed_on === null
  const onDay = (label: string, value: string | null) => (value === null ? [] : [{ label, value: <Day day={value} /> }])
  return (
    <Card title="Facts" id="facts">
      <DescriptionList
        facts={[
          {
            label: 'Assembly',
            value: <TextLink href={`/devices/${failure.device_id}`}>{plateWords(failure)}</TextLink>,
          },
          {
            label: 'Customer',
            value: <TextLink href={`/customers/${failure.customer_id}`}>{failure.customer_name}</TextLink>,
          },
          { label: 'Purveyor', value: failure.district_name },
          {
            label: 'Failed',
            value:
              failure.opened_by_id === null ? (
                <Day day={failure.failed_on} />
              ) : (
                <TextLink href={`/test-records/${failure.opened_by_id}`}>
                  <Day day={failure.failed_on} />
                </TextLink>
              ),
          },
          { label: 'Report due', value: <Clock due={failure.report_due_on} today={day} open={open} /> },
          { label: 'Repair due', value: <Clock due={failure.repair_due_on} today={day} open={open} /> },
          ...onDay('Quoted', failure.quoted_on),
          ...onDay('Approved', failure.approved_on),
          ...onDay('Declined', failure.declined_on),
          ...(failure.work_order_id === null
            ? []
            : [
                {
                  label: 'Repair',
                  value: <TextLink href={`/work-orders/${failure.work_order_id}`}>Work order</TextLink>,
                },
              ]),
          ...(failure.next_visit_at === null
            ? []
            : [{ label: 'Visit', value: formatInstant(failure.next_visit_at, timeZone) }]),
          ...onDay('Closed', failure.closed_on),
          ...(failure.closed_because === null
            ? []
            : [{ label: 'Because', value: wordFor(CLOSED_BECAUSE, failure.closed_because) }]),
        ]}
      />
    </Card>
  )
}
