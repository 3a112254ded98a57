import { openCsv } from './read-csv.ts'
import type { TextEncoding } from './decode-text.ts'
import { IMPORT_LIMITS, type ImportLimits } from './import-limits.ts'
import { isBlankRow, isRefusal, type RowStream, type SheetRow } from './raw-rows.ts'
import { openXlsx, type OpenWorkbook } from './read-xlsx.ts'
import { recogniseSheet } from './recognise-sheet.ts'
import { refuse, type SheetRefusal } from './refusal.ts'
import { findHeader, HEADER_SEARCH_ROWS, type SheetHeader } from './sheet-header.ts'
import { openSource, type SheetSource } from './sheet-source.ts'
import { sniffFile } from './sniff-file.ts'
import type { Delimiter } from './sniff-delimiter.ts'

export interface ReadOptions {
  /** Which sheet of a workbook; without it, the first recognised one, else the first with rows. */
  sheetName?: string
  limits?: Partial<ImportLimits>
}

/**
 * A sheet ready to be read once. `rows` gives the rows below the header, blank ones left out; when the rest cannot be
 * read, a refusal is its last item. Call `close` when not reading to the end.
 */
export interface OpenSheet {
  ok: true
  format: 'csv' | 'xlsx'
  sheetName: string | null
  sheetNames: readonly string[]
  encoding: TextEncoding | null
  delimiter: Delimiter | null
  header: SheetHeader
  rows: RowStream
  close: () => Promise<void>
}

/**
 * Opens a CSV or XLSX by its content, whatever its name. Everything wrong with the file is a refusal value; only faults
 * of our own throw. Memory stays bounded: rows stream, a workbook's shared texts are capped.
 */
export async function readSheet(source: SheetSource, options: ReadOptions = {}): Promise<OpenSheet | SheetRefusal> {
  const limits = { ...IMPORT_LIMITS, ...options.limits }
  const opened = await openSource(source, limits)
  if (!opened.ok) return opened
  const kind = sniffFile(opened.head)
  if (typeof kind === 'object') return kind
  if (kind === 'text') {
    const csv = await openCsv(opened, limits)
    const found = await lookForHeader(csv.rows)
    if (!found.ok) return found
    const close = async (): Promise<void> => void (await csv.rows.return())
    return {
      ok: true,
      format: 'csv',
      sheetName: null,
      sheetNames: [],
      encoding: csv.encoding,
      delimiter: csv.delimiter,
      header: found.header,
      rows: bodyRows(found, csv.rows),
      close,
    }
  }
  const workbook = await openXlsx(opened, limits)
  return workbook.ok ? chooseSheet(workbook, options.sheetName) : workbook
}

interface FoundHeader {
  ok: true
  header: SheetHeader
  looked: (SheetRow | SheetRefusal)[]
}

async function lookForHeader(rows: RowStream): Promise<FoundHeader | SheetRefusal> {
  const looked: (SheetRow | SheetRefusal)[] = []
  while (looked.length < HEADER_SEARCH_ROWS) {
    const step = await rows.next()
    if (step.done === true) break
    looked.push(step.value)
    if (isRefusal(step.value)) break
  }
  const only = looked.filter((item): item is SheetRow => !isRefusal(item))
  const header = findHeader(only)
  const refusal = looked.find((item) => isRefusal(item))
  if (header === null) {
    await rows.return()
    return refusal && isRefusal(refusal)
      ? refusal
      : refuse('no_header', 'The sheet has no rows. Check that the right file was chosen.')
  }
  return { ok: true, header, looked }
}

async function* bodyRows({ header, looked }: FoundHeader, rest: RowStream): RowStream {
  let seen = 0
  try {
    for (const item of looked) {
      if (isRefusal(item)) {
        yield item
        return
      }
      if (item.row <= header.row || isBlankRow(item.cells)) continue
      seen += 1
      yield item
    }
    for await (const item of rest) {
      if (!isRefusal(item) && isBlankRow(item.cells)) continue
      seen += 1
      yield item
      if (isRefusal(item)) return
    }
    if (seen === 0) yield refuse('no_rows', 'The sheet has column names and no rows below them.', { row: header.row })
  } finally {
    await rest.return()
  }
}

async function chooseSheet(workbook: OpenWorkbook, wanted: string | undefined): Promise<OpenSheet | SheetRefusal> {
  const sheets =
    wanted === undefined ? workbook.sheets.slice(0, 20) : workbook.sheets.filter(({ name }) => name === wanted)
  let first: { found: FoundHeader; rows: RowStream; name: string } | null = null
  let refusal: SheetRefusal | null = null
  for (const sheet of sheets) {
    const rows = workbook.rows(sheet)
    const found = await lookForHeader(rows)
    if (!found.ok) {
      refusal ??= found
      continue
    }
    const recognised = recogniseSheet(found.header.columns).kind !== 'unknown'
    if (first !== null && !recognised) {
      await rows.return()
      continue
    }
    if (first !== null) await first.rows.return()
    first = { found, rows, name: sheet.name }
    if (recognised) break
  }
  if (first === null) {
    workbook.close()
    return refusal && refusal.code !== 'no_header'
      ? refusal
      : refuse('xlsx_no_sheet', 'The workbook has no visible sheet with rows.')
  }
  const { found, rows, name } = first
  const close = async (): Promise<void> => {
    await rows.return()
    workbook.close()
  }
  return {
    ok: true,
    format: 'xlsx',
    sheetName: name,
    sheetNames: workbook.sheets.map((sheet) => sheet.name),
    encoding: null,
    delimiter: null,
    header: found.header,
    rows: closing(bodyRows(found, rows), () => workbook.close()),
    close,
  }
}

async function* closing(rows: RowStream, close: () => void): RowStream {
  try {
    yield* rows
  } finally {
    close()
  }
}
