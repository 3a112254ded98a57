import { Mark } from '@/app/_ui/badge.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import type { TodaySummary } from '@/lib/devices/today-summary.ts'

/** Licences and gauges that run out within 60 days, or have: with them nobody can sign. */
export function Expiring({ summary }: { summary: TodaySummary }) {
  const { today } = summary
  const all = [
    ...summary.licences.map((licence) => ({
      id: licence.id,
      href: `/testers/${licence.profile_id}`,
      name: licence.name,
      detail: `licence ${licence.number}`,
      day: licence.expires_on,
    })),
    ...summary.gauges.map((gauge) => ({
      id: gauge.id,
      href: `/gauges/${gauge.id}`,
      name: gauge.name,
      detail: `gauge ${gauge.serial}`,
      day: gauge.due_on,
    })),
  ].toSorted((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1))
  return (
    <Card title="Licences and gauges" id="expiring">
      {all.length === 0 ? (
        <p className="text-ink-2">Nothing runs out in the next 60 days.</p>
      ) : (
        <ul className="grid gap-2">
          {all.map((each) => (
            <li key={each.id} className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="min-w-0">
                <TextLink href={each.href}>{each.name}</TextLink> <span className="text-ink-3">{each.detail}</span>
              </span>
              {each.day === null ? (
                <Mark tone="overdue">never calibrated</Mark>
              ) : (
                <Mark tone={each.day < today ? 'overdue' : 'due'}>
                  <Day day={each.day} today={today} />
                </Mark>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
