import type { SheetRefusal } from './refusal.ts'

/** One row as it stands in the sheet. `row` counts from 1 as the spreadsheet shows it, blank rows included. */
export interface SheetRow {
  row: number
  cells: string[]
}

/** Rows of a sheet; a refusal, if any, is the last thing that comes. */
export type RowStream = AsyncGenerator<SheetRow | SheetRefusal, void, undefined>

export function isRefusal(item: object): item is SheetRefusal {
  return 'ok' in item && item.ok === false
}

/** True when no cell of the row holds anything but space. */
export function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}
