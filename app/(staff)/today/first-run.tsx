import { Mark } from '@/app/_ui/badge.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import type { TodaySummary } from '@/lib/devices/today-summary.ts'
import { HideFirstRun } from './first-buttons.tsx'

type Done = NonNullable<TodaySummary['first_run']>

const STEPS: readonly { key: keyof Done; href: string; label: string; why: string }[] = [
  { key: 'assemblies', href: '/imports/new', label: 'Bring in your assemblies', why: 'from the sheet you keep today' },
  { key: 'gauge', href: '/gauges/new', label: 'Add your gauge', why: 'with its last calibration' },
  { key: 'licence', href: '/testers/new', label: 'Add your licence', why: 'whoever has one may sign tests' },
  { key: 'test', href: '/record-test', label: 'Record a test', why: 'and hand over its report' },
  { key: 'team', href: '/team/invite', label: 'Invite a technician', why: 'or somebody for the office' },
]

/** The first steps of a new company, with what is done already; gone when all are, or when its admin puts it away. */
export function FirstRun({ done }: { done: Done }) {
  const left = STEPS.filter(({ key }) => !done[key]).length
  if (left === 0) return null
  return (
    <Card
      title={left === STEPS.length ? 'First steps' : `First steps, ${left} left`}
      id="first-run"
      actions={<HideFirstRun />}
      className="mb-6 max-w-[46rem]"
    >
      <ol className="grid gap-1">
        {STEPS.map(({ key, href, label, why }) => (
          <li key={key} className="flex min-h-6 flex-wrap items-baseline gap-x-2">
            {done[key] ? (
              <Mark tone="pass">
                {label}
                <span className="sr-only">, done</span>
              </Mark>
            ) : (
              <>
                <Mark tone="muted">
                  <TextLink href={href}>{label}</TextLink>
                </Mark>
                <span className="text-sm text-ink-3">{why}</span>
              </>
            )}
          </li>
        ))}
      </ol>
      <p className="text-sm text-ink-3">Press ? anywhere for the keys.</p>
    </Card>
  )
}
