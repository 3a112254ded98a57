import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { Badge, type Tone } from '@/app/_ui/badge.tsx'
import { Banner } from '@/app/_ui/banner.tsx'
import { Card, Section } from '@/app/_ui/card.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { addDays, formatInstant, now } from '@/lib/dates.ts'
import { requirePortal } from '@/lib/portal/portal-context.ts'
import { getPortalVisits, type PortalVisits } from '@/lib/portal/portal-pages.ts'
import { askVisitAction, confirmVisitAction } from '../../actions.ts'
import { PortalForm } from '../../portal-form.tsx'
import { PortalRequests } from '../../portal-requests.tsx'

export const metadata: Metadata = { title: 'Visits' }

const STATES: Readonly<Record<string, readonly [Tone, string]>> = {
  planned: ['due', 'Planned, to be confirmed'],
  confirmed: ['pass', 'Confirmed'],
  en_route: ['info', 'On the way'],
  on_site: ['info', 'On site'],
  done: ['muted', 'Done'],
  no_access: ['overdue', 'Nobody got in'],
  cancelled: ['muted', 'Cancelled'],
  rescheduled: ['muted', 'Moved to another day'],
}
const OPEN = ['planned', 'confirmed', 'en_route', 'on_site']

/** Visits to come, to be confirmed; a visit to be asked for; and what was. */
export default async function PortalVisitsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const { db, company } = await requirePortal()
  const { visits, requests, sites } = await getPortalVisits(db)
  const asked = param(await searchParams, 'asked') === '1'
  const open = visits.filter((visit) => OPEN.includes(visit.state)).toReversed()
  const past = visits.filter((visit) => !OPEN.includes(visit.state)).slice(0, 10)
  return (
    <>
      <h1 className="text-xl font-semibold">Visits</h1>
      {asked ? <Banner tone="done">{company.name} has your request, and answers here.</Banner> : null}
      <Section title="To come" id="open">
        {open.length === 0 ? <p className="text-ink-2">Nobody is planned to come.</p> : null}
        <ul className="grid gap-3">
          {open.map((visit) => (
            <li key={visit.id} className="grid gap-3 rounded-md border border-line bg-surface p-4">
              <Visit visit={visit} timeZone={company.time_zone} />
              {visit.state === 'planned' && visit.starts_at > now() && company.works ? (
                <PortalForm
                  action={confirmVisitAction}
                  hidden={{ id: visit.id, version: String(visit.version) }}
                  presses={[{ label: 'Confirm this visit', pending: 'Sending' }]}
                />
              ) : null}
            </li>
          ))}
        </ul>
      </Section>
      {company.works && sites.length > 0 ? (
        <Card title="Ask for a visit" id="ask">
          <PortalForm
            key={requests[0]?.id ?? 'first'}
            action={askVisitAction}
            hidden={{ id: randomUUID() }}
            columns
            fields={[
              {
                name: 'location_id',
                label: 'Site',
                options: sites.map((site) => ({
                  value: site.id,
                  label: [site.line1, site.city].filter(Boolean).join(', '),
                })),
                value: sites[0]?.id,
              },
              {
                name: 'day_1',
                label: 'Day that suits you',
                kind: 'date',
                required: true,
                min: addDays(company.today, 1),
              },
              { name: 'day_2', label: 'Or (optional)', kind: 'date', min: addDays(company.today, 1) },
              { name: 'day_3', label: 'Or (optional)', kind: 'date', min: addDays(company.today, 1) },
              {
                name: 'note',
                label: 'Note (optional)',
                kind: 'area',
                maxLength: 2000,
                help: 'Such as times that do not suit, or who opens.',
              },
            ]}
            presses={[{ label: 'Ask for it', pending: 'Sending' }]}
          />
        </Card>
      ) : null}
      <PortalRequests requests={requests.filter((request) => request.kind === 'visit')} timeZone={company.time_zone} />
      {past.length === 0 ? null : (
        <Section title="Before" id="past">
          <ul className="grid gap-3">
            {past.map((visit) => (
              <li key={visit.id}>
                <Visit visit={visit} timeZone={company.time_zone} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function Visit({ visit, timeZone }: { visit: PortalVisits['visits'][number]; timeZone: string }) {
  const [tone, words] = STATES[visit.state] ?? ['muted', visit.state]
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
      <p>
        <time dateTime={visit.starts_at} className="font-semibold">
          {formatInstant(visit.starts_at, timeZone)}
        </time>
        <span className="block text-ink-2">
          {[visit.line1, visit.city].filter(Boolean).join(', ')}
          {visit.kind === 'repair' ? ', repair' : ''}
        </span>
      </p>
      <Badge tone={tone}>{words}</Badge>
    </div>
  )
}
