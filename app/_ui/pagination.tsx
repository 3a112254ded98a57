'use client'

import { countWords } from './count-words.ts'
import { hrefWith, type Params } from './href.ts'
import { Icon } from './icon.tsx'

/** "1–50 of 1,000+" and the way on, keeping everything else in the URL. `page` counts from 1. Nothing for one page. */
export function Pagination({
  path,
  params,
  page,
  pageSize = 50,
  count,
  capped,
  shown,
}: {
  path: string
  params: Params
  page: number
  pageSize?: number
  count: number
  /** The count stops at a cap and there are more. */
  capped?: boolean
  /** Rows on this page. */
  shown: number
}) {
  if (page === 1 && shown < pageSize && shown === count) {
    return shown === 0 ? null : (
      <p className="mt-2 flex min-h-8 items-center text-sm text-ink-3 tabular-nums">
        {shown === 1 ? '1 row' : `${shown} rows`}
      </p>
    )
  }
  const first = (page - 1) * pageSize + 1
  const last = first + shown - 1
  const more = capped ? shown === pageSize : last < count
  return (
    <nav aria-label="Pages" className="mt-2 flex flex-wrap items-center justify-between gap-2 text-sm text-ink-3">
      <p className="tabular-nums">
        {shown === 0
          ? 'Nothing on this page'
          : `${countWords(first)}–${countWords(last)} of ${countWords(count, capped)}`}
      </p>
      <div className="flex gap-1">
        <Turn
          label="Previous page"
          href={page > 1 ? hrefWith(path, params, { page: page === 2 ? null : page - 1 }) : null}
        >
          <Icon name="before" />
        </Turn>
        <Turn label="Next page" href={more ? hrefWith(path, params, { page: page + 1 }) : null}>
          <Icon name="after" />
        </Turn>
      </div>
    </nav>
  )
}

function Turn({ label, href, children }: { label: string; href: string | null; children: React.ReactNode }) {
  if (href === null) {
    return (
      <span className="btn btn-quiet btn-icon opacity-40" aria-hidden="true">
        {children}
      </span>
    )
  }
  return (
    <a href={href} data-soft="" aria-label={label} title={label} className="btn btn-secondary btn-icon">
      {children}
    </a>
  )
}
