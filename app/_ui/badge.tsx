import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** The only meanings colour may carry. Each has its own icon, drawn by the stylesheet. */
export type Tone = 'pass' | 'fail' | 'due' | 'overdue' | 'info' | 'muted'

/** A state: icon and word in a pill. `Pass`, `Fail`, `Due in 12 days`, `Overdue`. */
export function Badge({ tone, large, children }: { tone: Tone; large?: boolean; children: ReactNode }) {
  return <span className={clsx('badge', `is-${tone}`, large && 'badge-lg')}>{children}</span>
}

/** The same icon and word in running text and lists, without the pill. */
export function Mark({ tone, children, className }: { tone: Tone; children: ReactNode; className?: string }) {
  return <span className={clsx('mark', `is-${tone}`, className)}>{children}</span>
}
