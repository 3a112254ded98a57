import type { Metadata } from 'next'
import { Card, Section } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Money } from '@/app/_ui/money.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { formatInstant } from '@/lib/dates.ts'
import { COMPLIANCE_WORDS, wordFor } from '@/lib/devices/words.ts'
import { requirePortal } from '@/lib/portal/portal-context.ts'
import { getPortalOverview, type PortalOverview } from '@/lib/portal/portal-pages.ts'
import { PortalDevices } from '../portal-devices.tsx'

export const metadata: Metadata = { title: 'Overview' }

const SHOWN = ['FAILED_OPEN', 'OVERDUE', 'DUE_SOON', 'CURRENT', 'NO_DATE'] as const

/** What is next: what failed, what is due, what waits for an answer or for money, and when somebody comes. */
export default async function PortalOverviewPage() {
  const { db, company, customers } = await requirePortal()
  const overview = await getPortalOverview(db)
  return (
    <>
      <div className="grid gap-1">
        <h1 className="text-xl font-semibold">Overview</h1>
        <p className="text-ink-2">{customers.map((customer) => customer.name).join(', ')}</p>
      </div>
      <ul
        className="grid grid-cols-2 gap-2 sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none"
        aria-label="Assemblies by state"
      >
        {SHOWN.filter((state) => state !== 'NO_DATE' || (overview.states[state] ?? 0) > 0).map((state) => (
          <li key={state}>
            <a
              data-soft=""
              href={`/portal/assemblies?state=${state}`}
              className="grid rounded-md border border-line bg-surface p-3 hover:border-ink-3"
            >
              <span className="text-xl font-semibold tabular-nums">{overview.states[state] ?? 0}</span>
              <span className="text-sm text-ink-2">{wordFor(COMPLIANCE_WORDS, state)}</span>
            </a>
          </li>
        ))}
      </ul>
      <Waiting overview={overview} timeZone={company.time_zone} />
      {overview.failures.length === 0 ? null : (
        <Section title="Failed, to be repaired" id="failures">
          <PortalDevices devices={overview.failures} today={company.today} label="Failed" empty="" />
        </Section>
      )}
      <Section title="Due next" id="due" actions={<TextLink href="/portal/assemblies">All assemblies</TextLink>}>
        <PortalDevices devices={overview.due} today={company.today} label="Due next" empty="Nothing is due." />
      </Section>
    </>
  )
}

function Waiting({ overview: { quotes, invoices, visits }, timeZone }: { overview: PortalOverview; timeZone: string }) {
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Card title="Next visit" id="visits" level={2}>
        {visits.length === 0 ? (
          <p className="text-ink-2">
            Nobody is planned to come. <TextLink href="/portal/visits">Ask for a visit</TextLink>
          </p>
        ) : (
          <ul className="grid gap-2">
            {visits.slice(0, 3).map((visit) => (
              <li key={visit.id}>
                <TextLink href="/portal/visits">{formatInstant(visit.starts_at, timeZone)}</TextLink>
                <span className="block text-sm text-ink-2">
                  {[visit.line1, visit.city].filter(Boolean).join(', ')}
                  {visit.state === 'planned' ? ', to be confirmed' : ''}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title="Quotes to answer" id="quotes" level={2}>
        {quotes.length === 0 ? <p className="text-ink-2">None.</p> : null}
        <ul className="grid gap-2">
          {quotes.map((quote) => (
            <li key={quote.id}>
              <TextLink href={`/portal/quotes/${quote.id}`}>
                <Money cents={quote.total_cents} /> for a repair
              </TextLink>
              <span className="block text-sm text-ink-2">{quote.line1}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title="Invoices to pay" id="invoices" level={2}>
        {invoices.length === 0 ? <p className="text-ink-2">None.</p> : null}
        <ul className="grid gap-2">
          {invoices.slice(0, 5).map((invoice) => (
            <li key={invoice.id}>
              <TextLink href={`/portal/invoices/${invoice.id}`}>
                Invoice {invoice.number}: <Money cents={invoice.balance_cents} />
              </TextLink>
              {invoice.due_on === null ? null : (
                <span className="block text-sm text-ink-2">
                  Payable by <Day day={invoice.due_on} />
                </span>
              )}
            </li>
          ))}
        </ul>
        {invoices.length > 5 ? <TextLink href="/portal/invoices">All {invoices.length}</TextLink> : null}
      </Card>
    </div>
  )
}
