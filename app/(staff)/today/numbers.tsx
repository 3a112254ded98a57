import { clsx } from 'clsx'
import { Mark, type Tone } from '@/app/_ui/badge.tsx'
import { addDays, type Day, partsOfDay } from '@/lib/dates.ts'
import type { TodaySummary } from '@/lib/devices/today-summary.ts'

type Figure = { label: string; count: number; href: string; tone: Tone; note?: string | undefined }

const figures = new Intl.NumberFormat('en-US')

/** The numbers of the day. Each opens the list it counts. */
export function Numbers({ summary }: { summary: TodaySummary }) {
  const { devices } = summary
  const all: Figure[] = [
    { label: 'Overdue', count: devices.overdue, href: '/due?window=overdue', tone: 'overdue' },
    { label: 'Due soon', count: devices.due_soon, href: '/devices?state=DUE_SOON', tone: 'due' },
    {
      label: 'Failed, not repaired',
      count: devices.failed_open,
      href: '/due?window=failed',
      tone: 'fail',
      note: devices.repair_overdue > 0 ? `${figures.format(devices.repair_overdue)} past the deadline` : undefined,
    },
    { label: 'No date', count: devices.no_date, href: '/due?window=none', tone: 'info' },
    {
      label: 'Tests this week',
      count: summary.tests_this_week,
      href: `/test-records?state=SIGNED&from=${monday(summary.today)}`,
      tone: 'pass',
    },
    { label: 'Drafts to finish', count: summary.drafts, href: '/test-records?state=DRAFT', tone: 'muted' },
  ]
  return (
    <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-3 xl:grid-cols-6">
      {all.map(({ label, count, href, tone, note }) => (
        <li key={label} className="bg-surface">
          <a
            data-soft=""
            href={href}
            className="grid h-full content-start gap-0.5 p-4 -outline-offset-2 hover:bg-hover"
          >
            <span className={clsx('text-2xl font-semibold tabular-nums', count === 0 && 'text-ink-3')}>
              {figures.format(count)}
            </span>
            <Mark tone={count === 0 ? 'muted' : tone} className="text-sm">
              {label}
            </Mark>
            {note === undefined ? null : <span className="text-xs text-ink-2">{note}</span>}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The Monday of the day's week, as the database counts weeks. */
function monday(day: Day): Day {
  const { year, month, day: dom } = partsOfDay(day)
  // Sakamoto's count: 0 is Sunday.
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] ?? 0
  const y = month < 3 ? year - 1 : year
  const weekday = (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + dom) % 7
  return addDays(day, -((weekday + 6) % 7))
}
