import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export type Fact = { label: ReactNode; value: ReactNode; figures?: boolean }

/** Facts, label and value. A value that is missing (null, '') shows a dash that is read as "not recorded". */
export function DescriptionList({
  facts,
  stacked,
  className,
}: {
  facts: readonly Fact[]
  stacked?: boolean
  className?: string
}) {
  return (
    <dl
      className={clsx(
        'grid gap-x-4 gap-y-2',
        stacked ? 'grid-cols-1' : 'grid-cols-[minmax(6rem,auto)_minmax(0,1fr)]',
        className,
      )}
    >
      {facts.map((fact, index) => (
        <div
          key={typeof fact.label === 'string' ? fact.label : index}
          className={stacked ? 'grid' : 'col-span-2 grid grid-cols-subgrid items-baseline'}
        >
          <dt className="text-sm text-ink-3">{fact.label}</dt>
          <dd className={clsx('min-w-0', fact.figures && 'figures')}>
            {fact.value === null || fact.value === '' || fact.value === undefined ? <Missing /> : fact.value}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The dash that stands for "nothing on file". */
export function Missing({ words = 'Not recorded' }: { words?: string }) {
  return (
    <span className="text-ink-3">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}
