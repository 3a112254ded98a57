import type { Day } from '../dates.ts'
import { BYTE_ORDER_MARK, csvLine } from '../lists/csv.ts'
import { formatCents } from '../money.ts'

/** How a column's values are written: words, a count, a share from 0 to 1, or money. */
export type ColumnKind = 'words' | 'count' | 'rate' | 'share' | 'cents'
export type Column = { head: string; kind: ColumnKind }
export type Cell = string | number | null
export type FigureRow = {
  cells: readonly Cell[]
  /** Where the first cell leads. */
  href?: string
  /** Said under the first cell. */
  note?: string
}

/** A table of a report: on its page, and as a file. */
export type FigureTable = {
  id: string
  label: string
  columns: readonly Column[]
  rows: readonly FigureRow[]
  total?: readonly Cell[]
  /** What the figures mean, in a sentence. */
  about?: string
  /** Too long for the page. */
  fileOnly?: true
}

/** What a report draws: bars of parts that make a whole. */
export type FigureChart = {
  label: string
  series: readonly { key: string; label: string; tone: 'pass' | 'fail' | 'due' | 'accent' | 'quiet' | 'muted' }[]
  bars: readonly { label: string; name: string; values: Readonly<Record<string, number>> }[]
  money?: true
}

/** One part of a whole; null when there is no whole. */
export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** '93.3%'; never all or nothing by rounding alone. */
export function shareWords(value: number): string {
  const tenths = Math.round(value * 1000)
  const honest = value < 1 && tenths === 1000 ? 999 : value > 0 && tenths === 0 ? 1 : tenths
  return `${honest % 10 === 0 ? honest / 10 : (honest / 10).toFixed(1)}%`
}

/** A value as the page shows it; nothing for null. */
export function cellWords(kind: ColumnKind, cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if (kind === 'share') return shareWords(cell)
  if (kind === 'cents') return formatCents(cell)
  return kind === 'rate' ? cell.toFixed(1) : cell.toLocaleString('en-US')
}

/** The table as CSV: shares in percent, money in dollars, both as plain numbers that a spreadsheet adds up. */
export function tableFile({ columns, rows }: FigureTable): string {
  const plain = (kind: ColumnKind, cell: Cell): string => {
    if (cell === null || typeof cell === 'string') return cell ?? ''
    if (kind === 'share') return (cell * 100).toFixed(1)
    return kind === 'cents' ? (cell / 100).toFixed(2) : kind === 'rate' ? cell.toFixed(1) : String(cell)
  }
  const heads = columns.map(({ head, kind }) =>
    kind === 'share' ? `${head} (percent)` : kind === 'cents' ? `${head} (USD)` : head,
  )
  return [heads, ...rows.map(({ cells }) => columns.map(({ kind }, index) => plain(kind, cells[index] ?? null)))]
    .map(csvLine)
    .reduce((text, line) => text + line, BYTE_ORDER_MARK)
}

const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 'Mar 2027', from the month's first day. */
export function monthWords(month: Day): string {
  return `${MONTH_NAMES[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`
}

/** Bars over the months of a window; over quarters when there are more months than bars can stand side by side. */
export function monthBars(
  months: readonly Day[],
  valuesOf: (month: Day) => Readonly<Record<string, number>>,
): FigureChart['bars'] {
  if (months.length <= 24)
    return months.map((month) => ({
      label: `${MONTH_NAMES[Number(month.slice(5, 7)) - 1]} ${month.slice(2, 4)}`,
      name: monthWords(month),
      values: valuesOf(month),
    }))
  const quarters = new Map<string, Record<string, number>>()
  for (const month of months) {
    const label = `Q${Math.ceil(Number(month.slice(5, 7)) / 3)} ${month.slice(2, 4)}`
    const sums = quarters.get(label) ?? {}
    for (const [key, value] of Object.entries(valuesOf(month))) sums[key] = (sums[key] ?? 0) + value
    quarters.set(label, sums)
  }
  return [...quarters].map(([label, values]) => ({ label, name: label, values }))
}

/** Rows with the same key added up, in the order in which the keys came. */
export function addedUp<Row, Sums extends Record<string, number>>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  figuresOf: (row: Row) => Sums,
): Map<string, { first: Row; sums: Sums }> {
  const groups = new Map<string, { first: Row; sums: Sums }>()
  for (const row of rows) {
    const known = groups.get(keyOf(row))
    groups.set(keyOf(row), {
      first: known?.first ?? row,
      sums: known === undefined ? figuresOf(row) : plus(known.sums, figuresOf(row)),
    })
  }
  return groups
}

function plus<Sums extends Record<string, number>>(one: Sums, other: Sums): Sums {
  const sum = { ...one }
  for (const key in sum) Object.assign(sum, { [key]: (one[key] ?? 0) + (other[key] ?? 0) })
  return sum
}
