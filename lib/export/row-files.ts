import { BYTE_ORDER_MARK, csvLine } from '../lists/csv.ts'
import { fieldOf } from './read-pages.ts'

export type Count = { rows: number }

/** A JSON array with one row a line, each exactly as the database wrote it. */
export async function* jsonFile(pages: AsyncIterable<string[]>, count: Count): AsyncGenerator<string> {
  yield '['
  for await (const rows of pages) {
    yield `${count.rows > 0 ? ',' : ''}\n${rows.join(',\n')}`
    count.rows += rows.length
  }
  yield '\n]\n'
}

/** The same rows for a spreadsheet: UTF-8 with its mark, CRLF, formulas defused. */
export async function* csvFile(
  columns: readonly string[],
  pages: AsyncIterable<string[]>,
  count: Count,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(columns)
  for await (const rows of pages) {
    yield rows.map((row) => csvRow(columns, JSON.parse(row))).join('')
    count.rows += rows.length
  }
}

function csvRow(columns: readonly string[], row: unknown): string {
  return csvLine(columns.map((column) => cellText(fieldOf(row, column))))
}

/** Nothing for null; lists and nested values as JSON. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
