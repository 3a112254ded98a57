import { setImmediate } from 'node:timers/promises'
import { tidyText } from './clean-text.ts'
import { normaliseSerial } from './keys.ts'
import { isRefusal } from './raw-rows.ts'
import { readSheet } from './read-sheet.ts'
import type { ColumnMapping } from './recognise-sheet.ts'
import type { SheetRefusal } from './refusal.ts'

/** How often other requests get their turn while rows are read, in rows. */
export const BREATHE_ROWS = 100

/** A sheet that can be read to its end: its rows, and the serials of its tests as they are compared. */
export type Survey = { ok: true; rows: number; serials: string[] }

/** Reads the whole sheet once without cleaning it, so that what cannot be read is known before anything is staged. */
export async function surveySheet(file: string, mapping: ColumnMapping): Promise<Survey | SheetRefusal> {
  const sheet = await readSheet(file)
  if (!sheet.ok) return sheet
  const column = sheet.header.columns.findIndex(
    (name) => mapping.kind === 'tests' && mapping.columns[name] === 'serial',
  )
  const serials = new Set<string>()
  let rows = 0
  for await (const item of sheet.rows) {
    if (isRefusal(item)) return item
    rows += 1
    const serial = column < 0 ? '' : normaliseSerial(tidyText(item.cells[column] ?? '').text)
    if (serial !== '') serials.add(serial)
    if (rows % BREATHE_ROWS === 0) await setImmediate()
  }
  return { ok: true, rows, serials: [...serials] }
}
