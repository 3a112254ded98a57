import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { hrefWith, type Params, param } from './href.ts'

/**
 * A table in its own labelled region. Rows are plain `<tr>`; the first cell of each is a NameCell, the others Td.
 * With `cards` each row becomes a card on a phone (give every Td its `label`); otherwise the region scrolls sideways.
 */
export function DataTable({
  label,
  cards,
  dense,
  children,
}: {
  label: string
  cards?: boolean
  dense?: boolean
  children: ReactNode
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- what can scroll must be reachable by key
    <div role="group" className="tbl-region" aria-label={label} tabIndex={cards ? undefined : 0}>
      <table className="tbl" aria-label={label} data-cards={cards || undefined} data-dense={dense || undefined}>
        {children}
      </table>
    </div>
  )
}

/** The head of a column. */
export function Th({ children, num, className }: { children?: ReactNode; num?: boolean; className?: string }) {
  return (
    <th scope="col" className={clsx(num && 'num', className) || undefined}>
      {children}
    </th>
  )
}

/**
 * The head of a column that sorts: `?sort=name` or `?sort=-name`, first page again. `by` is the column's name in the
 * URL; `fallback` is the sort of the page when the URL names none, such as 'due' or '-tested'.
 */
export function SortTh({
  by,
  path,
  params,
  fallback,
  num,
  children,
}: {
  by: string
  path: string
  params: Params
  fallback?: string
  num?: boolean
  children: ReactNode
}) {
  const sort = param(params, 'sort') || (fallback ?? '')
  const state = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined
  const next = sort === by ? `-${by}` : by
  return (
    <th scope="col" aria-sort={state} className={num ? 'num' : undefined}>
      <a href={hrefWith(path, params, { sort: next, page: null })} data-soft="stay" className="sort-link">
        {children}
      </a>
    </th>
  )
}

/** A cell. `label` names it on a phone's card; `figures` sets it in tabular figures; `num` to the right as well. */
export function Td({
  label,
  figures,
  num,
  cut,
  corner,
  skip,
  title,
  children,
}: {
  label?: string
  figures?: boolean
  num?: boolean
  /** Long words are cut, whole in the title. */
  cut?: boolean
  /** On a card this stands at the top right: the state. */
  corner?: boolean
  /** Left out of the card. */
  skip?: boolean
  title?: string
  children?: ReactNode
}) {
  const className = clsx(
    (figures || num) && 'figures',
    num && 'num',
    cut && 'cut',
    corner && 'card-corner',
    skip && 'card-skip',
  )
  return (
    <td
      data-label={label}
      className={className || undefined}
      title={title ?? (cut && typeof children === 'string' ? children : undefined)}
    >
      {children}
    </td>
  )
}

/** The first cell: the name, a real link whose area is the whole row, and a quiet second line. */
export function NameCell({
  href,
  name,
  sub,
  figures,
  shown,
}: {
  href: string
  /** The plain text, also the title when it is cut. */
  name: string
  sub?: ReactNode
  figures?: boolean
  /** What to draw in place of `name`. */
  shown?: ReactNode
}) {
  return (
    <th scope="row" className="card-head cut" title={name}>
      <a href={href} data-soft="" className={clsx('row-link', figures && 'figures')}>
        {shown ?? name}
      </a>
      {sub === undefined || sub === null ? null : <span className="sub cut">{sub}</span>}
    </th>
  )
}

/** A row that heads a group of rows, such as a site on the due list. */
export function GroupRow({ span, children }: { span: number; children: ReactNode }) {
  return (
    <tr className="group-row">
      <th scope="rowgroup" colSpan={span}>
        {children}
      </th>
    </tr>
  )
}

/** Instead of rows when a filter matches nothing. */
export function EmptyRow({ span, children, action }: { span: number; children: ReactNode; action?: ReactNode }) {
  return (
    <tr>
      <td colSpan={span} className="empty-cell">
        <div className="grid justify-items-center gap-2 px-4 py-10 text-center text-ink-2">
          <p>{children}</p>
          {action}
        </div>
      </td>
    </tr>
  )
}

/** The box in the head that ticks every row of the page (inside a SelectionForm). */
export function SelectAllTh() {
  return (
    <th scope="col" className="tick-cell">
      <label>
        <input type="checkbox" className="tick" data-select-all="" aria-label="Select all rows on this page" />
      </label>
    </th>
  )
}

/** The box at the start of a row; sends `name=value` with the form. `label` names the row. */
export function SelectTd({ value, label, name = 'ids' }: { value: string; label: string; name?: string }) {
  return (
    <td className="tick-cell">
      <label>
        <input type="checkbox" className="tick sel-row" name={name} value={value} aria-label={`Select ${label}`} />
      </label>
    </td>
  )
}

/** The last cell, for a row's Menu. */
export function MenuTd({ children }: { children: ReactNode }) {
  return <td className="menu-cell">{children}</td>
}
