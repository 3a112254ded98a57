import { Card } from '@/app/_ui/card.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { formatDay, formatInstant } from '@/lib/dates.ts'
import { wordFor } from '@/lib/devices/words.ts'
import type { SiteAhead } from '@/lib/work-orders/site-ahead.ts'
import { WORK_KINDS } from '@/lib/work-orders/words.ts'
import { Holder } from '../failures/clock.tsx'

/** What is planned at a site or for an assembly: who comes when, and who holds what has failed. */
export function AheadCard({ ahead: { orders, failures }, timeZone }: { ahead: SiteAhead; timeZone: string }) {
  return (
    <Card title="Planned" id="planned">
      {orders.length + failures.length === 0 ? (
        <p className="text-ink-3">Nothing is planned.</p>
      ) : (
        <ul className="grid gap-3 wrap-anywhere">
          {failures.map(({ id, type, serial, failed_on, holder }) => (
            <li key={id} className="grid justify-items-start gap-1">
              <TextLink href={`/failures/${id}`}>
                {[type, serial].filter(Boolean).join(' ')} failed {formatDay(failed_on)}
              </TextLink>
              <Holder holder={holder} />
            </li>
          ))}
          {orders.map(({ id, kind, due_on, visit_planned, starts_at, technician_name }) => (
            <li key={id} className="grid justify-items-start gap-1">
              <TextLink href={`/work-orders/${id}`}>{wordFor(WORK_KINDS, kind)}</TextLink>
              <span className="text-ink-2 tabular-nums">
                {starts_at !== null
                  ? `${formatInstant(starts_at, timeZone)}, ${technician_name ?? 'nobody yet'}`
                  : visit_planned
                    ? 'A visit is planned'
                    : `No visit yet${due_on === null ? '' : `, due ${formatDay(due_on)}`}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
