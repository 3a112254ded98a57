import { formatPsid } from '@/lib/backflow/psid.ts'
import { type Day, daysBetween, formatDay } from '@/lib/dates.ts'
import { ChartTable } from './chart-table.tsx'

export type Reading = { day: Day; hundredths: number; passed: boolean; note?: string }

const W = 1000
const H = 120

/** Readings of one component over the years, oldest first, with the limit drawn. Failing readings are red squares. */
export function TrendChart({
  label,
  readings,
  limitHundredths,
}: {
  /** "Check 1 held". */
  label: string
  readings: readonly Reading[]
  limitHundredths?: number
}) {
  const sorted = readings.toSorted((a, b) => daysBetween(b.day, a.day))
  const first = sorted[0]
  const last = sorted.at(-1)
  if (first === undefined || last === undefined) return <p className="text-ink-3">No readings yet.</p>
  const span = Math.max(1, daysBetween(first.day, last.day))
  const top = Math.max(...sorted.map((each) => each.hundredths), (limitHundredths ?? 0) * 1.4, 100) * 1.15
  const x = (day: Day) => (sorted.length === 1 ? W / 2 : 12 + (daysBetween(first.day, day) / span) * (W - 24))
  const y = (hundredths: number) => H - (hundredths / top) * H
  const line = sorted
    .map((each, index) => `${index === 0 ? 'M' : 'L'}${x(each.day).toFixed(1)} ${y(each.hundredths).toFixed(1)}`)
    .join('')
  const drift = sorted.length > 1 ? `, ${formatPsid(first.hundredths)} to ${formatPsid(last.hundredths)}` : ''
  return (
    <figure className="chart">
      <figcaption className="flex items-baseline justify-between gap-3">
        <span className="font-medium">{label}</span>
        <span className="figures text-ink-2">
          {formatPsid(last.hundredths)} <span className="font-sans text-ink-3">psid</span>
        </span>
      </figcaption>
      <div className="relative">
        <svg
          viewBox={`0 0 ${W} ${H}`}
          preserveAspectRatio="none"
          height={H}
          role="img"
          aria-label={`${label}: ${sorted.length} readings${drift} psid${limitHundredths === undefined ? '' : `, limit ${formatPsid(limitHundredths)}`}`}
        >
          <g fill="none" vectorEffect="non-scaling-stroke" strokeWidth="1">
            <path d={`M0 ${H}H${W}`} stroke="var(--line)" vectorEffect="non-scaling-stroke" />
            {limitHundredths === undefined ? null : (
              <path
                d={`M0 ${y(limitHundredths)}H${W}`}
                stroke="var(--ink-3)"
                strokeDasharray="4 4"
                vectorEffect="non-scaling-stroke"
              />
            )}
            <path
              d={line}
              stroke="var(--edge)"
              strokeWidth="1.5"
              strokeLinejoin="round"
              vectorEffect="non-scaling-stroke"
            />
            {sorted.map((each) => (
              <path
                key={`${each.day} ${each.hundredths} ${each.note ?? ''}`}
                d={`M${x(each.day).toFixed(1)} ${y(each.hundredths).toFixed(1)}h0.01`}
                stroke={each.passed ? 'var(--focus)' : 'var(--fail)'}
                strokeWidth={each.passed ? 7 : 8}
                strokeLinecap={each.passed ? 'round' : 'square'}
                vectorEffect="non-scaling-stroke"
              />
            ))}
          </g>
        </svg>
        {limitHundredths === undefined ? null : (
          <span
            aria-hidden="true"
            className="absolute right-0 -translate-y-full bg-surface/80 ps-1 text-xs text-ink-3 tabular-nums"
            style={{ top: y(limitHundredths) }}
          >
            limit {formatPsid(limitHundredths)}
          </span>
        )}
      </div>
      <div className="flex justify-between text-xs text-ink-3 tabular-nums" aria-hidden="true">
        <span>{formatDay(first.day)}</span>
        {sorted.length > 1 ? <span>{formatDay(last.day)}</span> : null}
      </div>
      <ChartTable
        label={label}
        head={['Day', 'psid', 'Result']}
        rows={sorted
          .toReversed()
          .map((each) => [
            `${formatDay(each.day)}${each.note === undefined ? '' : `, ${each.note}`}`,
            formatPsid(each.hundredths),
            each.passed ? 'Pass' : 'Fail',
          ])}
      />
    </figure>
  )
}
