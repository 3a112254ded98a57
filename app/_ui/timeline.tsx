import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Tone } from './badge.tsx'

export type Happening = {
  id: string
  tone?: Tone
  title: ReactNode
  /** Usually a Day. */
  when: ReactNode
  detail?: ReactNode
}

/** History, newest first: a hairline with a mark per entry. */
export function Timeline({ entries, label }: { entries: readonly Happening[]; label: string }) {
  return (
    <ol aria-label={label} className="grid">
      {entries.map((entry, index) => (
        <li key={entry.id} className="relative grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 pb-4 last:pb-0">
          {index < entries.length - 1 ? (
            <span aria-hidden="true" className="absolute top-5 bottom-0 left-2 w-px bg-line" />
          ) : null}
          <span aria-hidden="true" className={clsx('mark mt-0.5 h-4', `is-${entry.tone ?? 'muted'}`)} />
          <div className="grid min-w-0 gap-0.5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="min-w-0 font-medium wrap-anywhere">{entry.title}</span>
              <span className="text-sm text-ink-3">{entry.when}</span>
            </div>
            {entry.detail === undefined ? null : <div className="text-sm text-ink-2">{entry.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
