import type { ReactNode } from 'react'

/** Nothing here yet: what this is, why it is worth it, one action, one example. */
export function EmptyState({
  icon,
  title,
  why,
  action,
  example,
}: {
  icon?: ReactNode
  title: string
  why: ReactNode
  action?: ReactNode
  example?: ReactNode
}) {
  return (
    <div className="grid justify-items-center gap-3 rounded-md border border-dashed border-line px-4 py-12 text-center">
      {icon === undefined ? null : <span className="text-ink-3 [&>svg]:size-6">{icon}</span>}
      <div className="grid gap-1">
        <h2 className="text-lg font-semibold">{title}</h2>
        <p className="max-w-[52ch] text-ink-2">{why}</p>
      </div>
      {action}
      {example === undefined ? null : <div className="max-w-prose text-sm text-ink-3">{example}</div>}
    </div>
  )
}
