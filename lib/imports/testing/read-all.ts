import { previewFile, type FileOptions, type FileTotals } from '../preview-file.ts'
import type { CleanRow } from '../clean-row-types.ts'
import { isRefusal, type SheetRow } from '../raw-rows.ts'
import { readSheet, type ReadOptions } from '../read-sheet.ts'
import type { SheetRefusal } from '../refusal.ts'
import type { SheetSource } from '../sheet-source.ts'

export interface ReadResult {
  header: string[]
  headerRow: number
  rows: SheetRow[]
  refusal: SheetRefusal | null
}

/** A file read to its end. Text is taken for the bytes of a CSV. */
export async function readAll(source: SheetSource | { csv: string }, options: ReadOptions = {}): Promise<ReadResult> {
  const opened = await readSheet(bytes(source), options)
  if (!opened.ok) return { header: [], headerRow: 0, rows: [], refusal: opened }
  const rows: SheetRow[] = []
  let refusal: SheetRefusal | null = null
  for await (const item of opened.rows) {
    if (isRefusal(item)) refusal = item
    else rows.push(item)
  }
  return { header: opened.header.columns, headerRow: opened.header.row, rows, refusal }
}

export interface CleanResult {
  rows: CleanRow[]
  totals: FileTotals | null
  refusal: SheetRefusal | null
}

/** A file cleaned to its end, each row compared with those before it. */
export async function cleanAll(source: SheetSource | { csv: string }, options: FileOptions = {}): Promise<CleanResult> {
  const preview = await previewFile(bytes(source), options)
  if (!preview.ok) return { rows: [], totals: null, refusal: preview }
  const rows: CleanRow[] = []
  let refusal: SheetRefusal | null = null
  for await (const item of preview.rows) {
    if (isRefusal(item)) refusal = item
    else rows.push(item)
  }
  return { rows, totals: preview.totals(), refusal }
}

function bytes(source: SheetSource | { csv: string }): SheetSource {
  return typeof source === 'object' && 'csv' in source ? Buffer.from(source.csv) : source
}
