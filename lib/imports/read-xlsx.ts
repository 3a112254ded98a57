import { dayFromSerial } from '../backflow/excel-date.ts'
import type { ImportLimits } from './import-limits.ts'
import { overLimit } from './read-csv.ts'
import type { RowStream, SheetRow } from './raw-rows.ts'
import { columnLetter, refuse, RefusalSignal, type SheetRefusal } from './refusal.ts'
import type { OpenSource } from './sheet-source.ts'
import { partRefusal, xmlChunks, type XmlHandlers } from './xml-events.ts'
import {
  readSharedTexts,
  readStyles,
  readWorkbook,
  unescapeXlsx,
  type NumberStyle,
  type WorkbookSheet,
} from './xlsx-parts.ts'
import { openZip, type ZipParts } from './zip-parts.ts'

/** A workbook opened for reading; `rows` may be called for any of its visible sheets. Close it when done. */
export interface OpenWorkbook {
  ok: true
  sheets: readonly WorkbookSheet[]
  rows: (sheet: WorkbookSheet) => RowStream
  close: () => void
}

interface CellContext {
  shared: readonly string[]
  styles: readonly NumberStyle[]
  date1904: boolean
}

const MOST_COLUMNS = 16_384

/** Opens an .xlsx or .xlsm by its content. Anything else in a zip, and anything damaged, is a refusal. */
export async function openXlsx(source: OpenSource, limits: ImportLimits): Promise<OpenWorkbook | SheetRefusal> {
  const zip = await openZip(source, limits)
  if (!zip.ok) return zip
  try {
    const foreign = notXlsx(zip)
    if (foreign) throw new RefusalSignal(foreign)
    const workbook = await readWorkbook(zip)
    const visible = workbook.sheets.filter((sheet) => !sheet.hidden)
    if (visible.length === 0)
      throw new RefusalSignal(refuse('xlsx_no_sheet', 'The workbook has no visible sheet with rows.'))
    const context = {
      shared: await readSharedTexts(zip, limits),
      styles: await readStyles(zip),
      date1904: workbook.date1904,
    }
    return {
      ok: true,
      sheets: visible,
      rows: (sheet) => sheetRows(zip, sheet, context, limits),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    return partRefusal(error)
  }
}

function notXlsx(zip: ZipParts): SheetRefusal | null {
  if (zip.names.includes('xl/workbook.xml')) return null
  if (zip.names.includes('xl/workbook.bin'))
    return refuse('file_is_xlsb', 'This is a binary workbook (.xlsb). Save it as .xlsx and import that.')
  if (zip.names.includes('mimetype') && zip.names.includes('content.xml')) {
    return refuse('file_is_opendocument', 'This is an OpenDocument file. Save it as .xlsx or .csv and import that.')
  }
  return refuse('file_is_archive', 'This archive holds no workbook. Unpack it and import the .xlsx or .csv inside.')
}

async function* sheetRows(zip: ZipParts, sheet: WorkbookSheet, context: CellContext, limits: ImportLimits): RowStream {
  const ready: SheetRow[] = []
  try {
    const stream = await zip.open(sheet.part)
    if (stream === null)
      throw new RefusalSignal(refuse('xlsx_damaged', `The sheet "${sheet.name}" is missing from the workbook.`))
    for await (const _ of xmlChunks(stream, sheetHandlers(ready, context, limits))) {
      yield* ready
      ready.length = 0
    }
  } catch (error) {
    yield* ready
    yield partRefusal(error)
  }
}

function sheetHandlers(ready: SheetRow[], context: CellContext, limits: ImportLimits): XmlHandlers {
  let row = 0
  let column = -1
  let cells: string[] = []
  let type = 'n'
  let style: NumberStyle = 'plain'
  let value = ''
  let formula = false
  let listening = false
  let phonetic = false
  return {
    open: (name, attributes) => {
      if (name === 'v' || name === 't') listening = !phonetic
      else if (name === 'rPh') phonetic = true
      else if (name === 'f') formula = true
      else if (name === 'row') {
        row = attributes.r === undefined ? row + 1 : rowNumber(attributes.r, row)
        column = -1
        cells = []
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r, row)
        type = attributes.t ?? 'n'
        style = context.styles[Number(attributes.s ?? 0)] ?? 'plain'
        value = ''
        formula = false
      }
    },
    close: (name) => {
      if (name === 'v' || name === 't') listening = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'c') {
        const text = cellText(type, style, value, formula, context)
        if (text === '') return
        if (column >= limits.columns) {
          const letter = columnLetter(column)
          throw new RefusalSignal(
            refuse(
              'too_many_columns',
              `Row ${row} has a value in column ${letter}; at most ${limits.columns} columns are read.`,
              { row, column: letter },
            ),
          )
        }
        while (cells.length < column) cells.push('')
        cells[column] = text
      } else if (name === 'row') {
        const refusal = overLimit(row, cells, limits)
        if (refusal && cells.length > 0) throw new RefusalSignal(refusal)
        if (cells.length > 0) ready.push({ row, cells })
      }
    },
    text: (text) => {
      if (!listening) return
      value += text
      if (value.length > limits.cellChars * 2) throw new RefusalSignal(overLong(row, column))
    },
  }
}

function overLong(row: number, index: number): SheetRefusal {
  const column = columnLetter(Math.max(index, 0))
  return refuse('cell_too_long', `The cell in row ${row}, column ${column} holds more text than a cell may.`, {
    row,
    column,
  })
}

function rowNumber(text: string, before: number): number {
  const row = Number(text)
  if (Number.isInteger(row) && row > before && row <= 1_048_576) return row
  throw new RefusalSignal(
    refuse('xlsx_damaged', `After row ${before} the workbook names a row "${text.slice(0, 20)}".`, { row: before }),
  )
}

function columnOf(reference: string, row: number): number {
  let column = 0
  for (const sign of reference) {
    const code = sign.charCodeAt(0)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
    if (column > MOST_COLUMNS) break
  }
  if (column >= 1 && column <= MOST_COLUMNS) return column - 1
  throw new RefusalSignal(refuse('xlsx_damaged', `Row ${row} names a cell "${reference.slice(0, 20)}".`, { row }))
}

function cellText(type: string, style: NumberStyle, value: string, formula: boolean, context: CellContext): string {
  if (type === 's') return context.shared[Number(value)] ?? ''
  if (type === 'inlineStr' || type === 'str') return unescapeXlsx(value)
  if (type === 'b') return value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : value
  if (type === 'e') return value
  if (type === 'd') return value.slice(0, 10)
  if (value === '') return formula ? '#FORMULA!' : ''
  return numberText(value, style, context.date1904)
}

/** A number as the sheet shows it: a day where its style says so, without binary dust, never in powers of ten below 1e21. */
export function numberText(value: string, style: NumberStyle, date1904: boolean): string {
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  if (style === 'day') return dayFromSerial(number, date1904) ?? value
  if (style === 'time' && number < 1) return value
  if (style === 'time') return dayFromSerial(number, date1904) ?? value
  const text = Number.isInteger(number) ? String(number) : String(Number(number.toPrecision(15)))
  return typeof style === 'number' && /^\d+$/.test(text) ? text.padStart(style, '0') : text
}
