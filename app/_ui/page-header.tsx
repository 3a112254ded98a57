'use client'

import type { ReactNode } from 'react'

export type Crumb = { label: string; href: string }

/** The head of a page: where it stands, its name, how many, and what can be done. One primary action at most. */
export function PageHeader({
  title,
  count,
  state,
  sub,
  crumbs,
  actions,
}: {
  title: ReactNode
  /** "1,000+" or 12: shown after the title. */
  count?: string | number | undefined
  /** A Badge beside the title. */
  state?: ReactNode
  /** One line under the title. */
  sub?: ReactNode
  crumbs?: readonly Crumb[]
  actions?: ReactNode
}) {
  return (
    <header className="mb-4 grid gap-1">
      {crumbs === undefined ? null : (
        <nav aria-label="Breadcrumbs">
          <ol className="flex flex-wrap items-center gap-x-1 text-sm text-ink-3">
            {crumbs.map((crumb, index) => (
              <li key={crumb.href} className="flex items-center gap-1">
                <a
                  data-soft=""
                  href={crumb.href}
                  className="inline-block min-h-6 leading-6 hover:text-ink hover:underline"
                >
                  {crumb.label}
                </a>
                {index < crumbs.length - 1 ? <span aria-hidden="true">/</span> : null}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 gap-1">
          <div className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 text-xl font-semibold">
              {title}
              {count === undefined ? null : <span className="ms-2 font-normal text-ink-3 tabular-nums">{count}</span>}
            </h1>
            {state}
          </div>
          {sub === undefined ? null : <div className="max-w-prose wrap-anywhere text-ink-2">{sub}</div>}
        </div>
        {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  )
}
