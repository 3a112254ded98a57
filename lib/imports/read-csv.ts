import { finished } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { decodeText, detectEncoding, type TextEncoding } from './decode-text.ts'
import type { ImportLimits } from './import-limits.ts'
import type { RowStream } from './raw-rows.ts'
import { columnLetter, refuse, type SheetRefusal } from './refusal.ts'
import type { OpenSource } from './sheet-source.ts'
import { sniffDelimiter, type Delimiter } from './sniff-delimiter.ts'

/** A text file opened as a sheet: how it is written, and its rows, header and preamble included. */
export interface CsvSheet {
  encoding: TextEncoding
  delimiter: Delimiter
  rows: RowStream
}

/** Opens delimited text of any usual delimiter, encoding and line ending. Rows stream; nothing is kept. */
export async function openCsv(source: OpenSource, limits: ImportLimits): Promise<CsvSheet> {
  const encoding = await detectEncoding(source)
  const head = new TextDecoder(encoding).decode(source.head)
  const delimiter = sniffDelimiter(head)
  return { encoding, delimiter, rows: csvRows(source, encoding, delimiter, limits) }
}

async function* csvRows(
  source: OpenSource,
  encoding: TextEncoding,
  delimiter: Delimiter,
  limits: ImportLimits,
): RowStream {
  let row = 0
  for await (const batch of csvRecords(source, encoding, delimiter, limits)) {
    if (batch instanceof Error) {
      yield csvRefusal(batch, row + 1)
      return
    }
    for (const cells of batch) {
      row += 1
      if (row === 1 && /^sep=.?$/i.test(cells.join(delimiter).trim())) continue
      const refusal = overLimit(row, cells, limits)
      yield refusal ?? { row, cells }
      if (refusal) return
    }
  }
}

/** Records chunk by chunk; an error comes last, after every record before it (a stream would throw those away). */
async function* csvRecords(
  source: OpenSource,
  encoding: TextEncoding,
  delimiter: Delimiter,
  limits: ImportLimits,
): AsyncGenerator<string[][] | Error, void, undefined> {
  let ready: string[][] = []
  let failure: Error | null = null
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: limits.recordChars,
    on_record: (record: string[]) => {
      ready.push(record)
      return null
    },
  })
  parser.on('error', (error: Error) => {
    failure = error
  })
  parser.resume()
  const taken = (): string[][] => {
    const batch = ready
    ready = []
    return batch
  }
  try {
    for await (const text of decodeText(source, encoding)) {
      await new Promise<void>((done) => parser.write(text, () => done()))
      yield taken()
      if (failure !== null) break
    }
    if (failure === null) await finished(parser.end()).catch(() => undefined)
    yield taken()
    if (failure !== null) yield failure
  } finally {
    parser.destroy()
  }
}

/** A refusal when a row is wider, a cell longer or a sheet taller than the limits; null when it fits. */
export function overLimit(row: number, cells: readonly string[], limits: ImportLimits): SheetRefusal | null {
  if (row > limits.rows + 1) {
    return refuse(
      'too_many_rows',
      `The sheet has more than ${limits.rows.toLocaleString('en-US')} rows. Split it into several files.`,
      { row },
    )
  }
  if (cells.length > limits.columns) {
    const column = columnLetter(limits.columns)
    return refuse(
      'too_many_columns',
      `Row ${row} has ${cells.length} cells; at most ${limits.columns} columns are read.`,
      { row, column },
    )
  }
  const long = cells.findIndex((cell) => cell.length > limits.cellChars)
  if (long === -1) return null
  const column = columnLetter(long)
  return refuse(
    'cell_too_long',
    `The cell in row ${row}, column ${column} holds more than ${limits.cellChars.toLocaleString('en-US')} characters.`,
    { row, column },
  )
}

function csvRefusal(error: unknown, row: number): SheetRefusal {
  if (!(error instanceof CsvError)) throw error
  if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE') {
    return refuse(
      'csv_quote_not_closed',
      `In row ${row} a quotation mark opens a cell and never closes. Correct that row and import the file again.`,
      { row },
    )
  }
  return refuse('csv_damaged', `Row ${row} cannot be split into cells (${error.message}).`, { row })
}
