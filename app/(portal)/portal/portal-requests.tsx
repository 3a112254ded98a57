import { Badge } from '@/app/_ui/badge.tsx'
import { Section } from '@/app/_ui/card.tsx'
import { formatDay, formatInstant } from '@/lib/dates.ts'
import { CONTACT_FIELDS } from '@/lib/portal/contact-fields.ts'
import type { PortalVisits } from '@/lib/portal/portal-pages.ts'

/** What was asked of the office, and what came of it. */
export function PortalRequests({ requests, timeZone }: { requests: PortalVisits['requests']; timeZone: string }) {
  if (requests.length === 0) return null
  return (
    <Section title="What you asked for" id="requests">
      <ul className="grid gap-3">
        {requests.map((request) => (
          <li key={request.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
            <div className="min-w-0">
              <p>
                {request.kind === 'visit'
                  ? `A visit on ${request.days.map((day) => formatDay(day)).join(' or ')}`
                  : Object.entries(request.changes)
                      .map(([key, [, is]]) => `${CONTACT_FIELDS[key] ?? key}: ${is ?? 'none'}`)
                      .join('; ')}
              </p>
              <p className="text-sm text-ink-2">
                {[
                  [request.line1, request.city].filter(Boolean).join(', '),
                  `asked ${formatInstant(request.created_at, timeZone)}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              {request.note === null ? null : <p className="text-sm whitespace-pre-line text-ink-2">{request.note}</p>}
              {request.answer === null ? null : <p>Answer: {request.answer}</p>}
            </div>
            {request.state === 'open' ? (
              <Badge tone="info">Waits for the office</Badge>
            ) : request.state === 'done' ? (
              <Badge tone="pass">{request.kind === 'visit' ? 'Taken up' : 'Corrected'}</Badge>
            ) : (
              <Badge tone="muted">Declined</Badge>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
