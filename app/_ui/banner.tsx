import { clsx } from 'clsx'
import type { ReactNode } from 'react'

const MARK = { info: 'info', warn: 'overdue', danger: 'fail', done: 'pass' } as const

/** One sentence, one action. `bar` spans the window, above everything; at most one of those at a time. */
export function Banner({
  tone = 'info',
  bar,
  action,
  children,
}: {
  tone?: keyof typeof MARK
  bar?: boolean
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <div
      role={bar ? 'region' : undefined}
      aria-label={bar ? 'Notice' : undefined}
      className={clsx('banner', `is-${MARK[tone]}`, bar && 'banner-bar')}
    >
      <p className={clsx('mark min-w-0 flex-1 basis-60 font-normal!', `is-${MARK[tone]}`, bar && 'flex-initial!')}>
        <span className="text-ink">{children}</span>
      </p>
      {action}
    </div>
  )
}
