import type { Metadata } from 'next'
import { Badge } from '@/app/_ui/badge.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Money } from '@/app/_ui/money.tsx'
import { DataTable, EmptyRow, NameCell, Td, Th } from '@/app/_ui/table.tsx'
import { dayOfInstant } from '@/lib/dates.ts'
import { typeWords } from '@/lib/devices/device-words.ts'
import { requirePortal } from '@/lib/portal/portal-context.ts'
import { listPortalQuotes } from '@/lib/portal/portal-pages.ts'

export const metadata: Metadata = { title: 'Quotes' }

/** Quotes for repairs, those that wait for an answer among them. */
export default async function PortalQuotesPage() {
  const { db, company } = await requirePortal()
  const quotes = await listPortalQuotes(db)
  return (
    <>
      <h1 className="text-xl font-semibold">Quotes</h1>
      <DataTable label="Quotes" cards>
        <thead>
          <tr>
            <Th>Repair of</Th>
            <Th>Sent</Th>
            <Th>Good until</Th>
            <Th num>Total</Th>
            <Th>State</Th>
          </tr>
        </thead>
        <tbody>
          {quotes.length === 0 ? <EmptyRow span={5}>No quote was sent to you yet.</EmptyRow> : null}
          {quotes.map((quote) => (
            <tr key={quote.id}>
              <NameCell
                href={`/portal/quotes/${quote.id}`}
                name={[typeWords(quote.type), quote.serial].filter(Boolean).join(' ')}
                sub={[quote.line1, quote.city].filter(Boolean).join(', ')}
              />
              <Td label="Sent">
                <Day day={dayOfInstant(quote.sent_at, company.time_zone)} />
              </Td>
              <Td label="Good until">{quote.valid_until_on === null ? null : <Day day={quote.valid_until_on} />}</Td>
              <Td label="Total" num>
                <Money cents={quote.total_cents} />
              </Td>
              <Td corner>
                <QuoteState quote={quote} />
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </>
  )
}

function QuoteState({ quote }: { quote: Awaited<ReturnType<typeof listPortalQuotes>>[number] }) {
  if (quote.state === 'approved') return <Badge tone="pass">Approved</Badge>
  if (quote.state === 'declined') return <Badge tone="muted">Declined</Badge>
  if (quote.closed) return <Badge tone="muted">No longer needed</Badge>
  return quote.expired ? <Badge tone="overdue">Past its day</Badge> : <Badge tone="due">Waits for you</Badge>
}
