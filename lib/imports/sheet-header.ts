import { storable, tidyText } from './clean-text.ts'
import { columnLetter } from './refusal.ts'
import { isBlankRow, type SheetRow } from './raw-rows.ts'
import { DEVICE_FIELDS, plain, TEST_FIELDS } from './target-fields.ts'

/** The sheet's column names: unique, in order, and the row they stand in. */
export interface SheetHeader {
  row: number
  columns: string[]
}

/** How many rows are looked at for the header, so that titles and notes may stand above it. */
export const HEADER_SEARCH_ROWS = 40

const KNOWN = new Set([...DEVICE_FIELDS, ...TEST_FIELDS].flatMap(({ names }) => names))
const SYNCTA_EXTRAS = ['notificationfrequency', 'lastnotifiedat', 'notificationmonth']
for (const name of SYNCTA_EXTRAS) KNOWN.add(name)

/**
 * Finds the header among the first rows: the one with most known column names (two at least), else the first row that is
 * as wide as most and holds words rather than numbers. Null when every row is blank.
 */
export function findHeader(rows: readonly SheetRow[]): SheetHeader | null {
  const filled = rows.filter(({ cells }) => !isBlankRow(cells))
  let best: SheetRow | null = null
  let most = 1
  for (const row of filled) {
    const points = row.cells.filter((cell) => KNOWN.has(plain(cell))).length
    if (points > most) {
      best = row
      most = points
    }
  }
  const widest = Math.max(0, ...filled.map(({ cells }) => wordCount(cells)))
  const chosen = best ?? filled.find(({ cells }) => wordCount(cells) * 2 > widest) ?? filled[0]
  return chosen === undefined ? null : { row: chosen.row, columns: uniqueNames(chosen.cells) }
}

function wordCount(cells: readonly string[]): number {
  return cells.filter((cell) => /\p{L}/u.test(cell)).length
}

/** Makes column names unique and leaves none blank: 'Phone', 'Phone (2)', 'Column F'. */
export function uniqueNames(cells: readonly string[]): string[] {
  const taken = new Set<string>()
  return cells.map((cell, index) => {
    const wanted = storable(tidyText(cell).text.slice(0, 200)) || `Column ${columnLetter(index)}`
    let name = wanted
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${wanted} (${n})`
    taken.add(name.toLowerCase())
    return name
  })
}
