'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export type Tab = { label: ReactNode; href: string; on: boolean; count?: string | number }

/**
 * Parts of one record or list, each with its own address. `end` stands at the right: "Save view". A client component, so
 * that the server sends names and addresses instead of elements.
 */
export function Tabs({ tabs, label, end }: { tabs: readonly Tab[]; label: string; end?: ReactNode }) {
  return (
    <div className="mb-3 flex items-end justify-between gap-3 border-b border-line">
      <nav aria-label={label} className="-mb-px min-w-0 overflow-x-auto [scrollbar-width:none]">
        <ul className="flex gap-1">
          {tabs.map((tab) => (
            <li key={tab.href}>
              <a
                data-soft="stay"
                href={tab.href}
                aria-current={tab.on ? 'page' : undefined}
                className={clsx(
                  'flex min-h-9 items-center gap-1.5 border-b-2 px-2 whitespace-nowrap -outline-offset-2',
                  tab.on ? 'border-accent font-medium text-ink' : 'border-transparent text-ink-3 hover:text-ink',
                )}
              >
                {tab.label}
                {tab.count === undefined ? null : (
                  <span className="text-xs font-normal text-ink-3 tabular-nums">{tab.count}</span>
                )}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {end === undefined ? null : <div className="flex flex-none items-center pb-1">{end}</div>}
    </div>
  )
}

/** Views of a list that somebody named: All, Overdue, Fire lines in Jupiter. Tabs, under another name. */
export function SavedViews({ views, save }: { views: readonly Tab[]; save?: ReactNode }) {
  return <Tabs tabs={views} label="Views" end={save} />
}
