import type { Tone } from './badge.tsx'
import { ChartTable } from './chart-table.tsx'

export type Series = { key: string; label: string; tone: Tone | 'accent' | 'quiet' }
export type Bar = {
  label: string
  /** In full, for the table and readers of the screen, when `label` is short. */
  name?: string
  values: Readonly<Record<string, number>>
  href?: string
}

/** Counts in stacked bars, each bar a link when it has one. The total stands on top, so colour says nothing alone. */
export function BarChart({
  label,
  series,
  bars,
  height = 128,
  words: wordsFor = String,
  short = wordsFor,
}: {
  label: string
  series: readonly Series[]
  bars: readonly Bar[]
  /** Pixels of the tallest bar. */
  height?: number
  /** How a value is written, money for example; `short` is what stands on top of a bar. */
  words?: (value: number) => string
  short?: (value: number) => string
}) {
  const total = (bar: Bar) => series.reduce((sum, each) => sum + (bar.values[each.key] ?? 0), 0)
  const most = Math.max(1, ...bars.map(total))
  const words = (bar: Bar) =>
    `${bar.name ?? bar.label}: ${series.map((each) => `${wordsFor(bar.values[each.key] ?? 0)} ${each.label.toLowerCase()}`).join(', ')}`
  return (
    <figure className="chart" aria-label={label}>
      <div
        className="chart-bars"
        data-many={bars.length > 14 ? 'crowded' : bars.length > 6 || undefined}
        style={{ height: height + 44 }}
      >
        {bars.map((bar) => {
          const inner = (
            <>
              <span className="chart-rise" aria-hidden="true">
                <span className="text-ink tabular-nums">{total(bar) === 0 ? '' : short(total(bar))}</span>
                <span className="chart-stack" style={{ height: Math.round((total(bar) / most) * height) + 1 }}>
                  {series.map((each) =>
                    (bar.values[each.key] ?? 0) > 0 ? (
                      <i key={each.key} className={`is-${each.tone}`} style={{ flexGrow: bar.values[each.key] }} />
                    ) : null,
                  )}
                </span>
              </span>
              <span className="chart-label" aria-hidden="true">
                {bar.label}
              </span>
              <span className="sr-only">{words(bar)}</span>
            </>
          )
          return bar.href === undefined ? (
            <div key={bar.label} className="chart-col" title={words(bar)}>
              {inner}
            </div>
          ) : (
            <a data-soft="" key={bar.label} href={bar.href} className="chart-col" title={words(bar)}>
              {inner}
            </a>
          )
        })}
      </div>
      <figcaption className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="chart-legend">
          {series.map((each) => (
            <span key={each.key} className={`is-${each.tone}`}>
              {each.label}
            </span>
          ))}
        </div>
      </figcaption>
      <ChartTable
        label={label}
        head={['', ...series.map((each) => each.label), 'Total']}
        rows={bars.map((bar) => [
          bar.name ?? bar.label,
          ...series.map((each) => wordsFor(bar.values[each.key] ?? 0)),
          wordsFor(total(bar)),
        ])}
      />
    </figure>
  )
}
