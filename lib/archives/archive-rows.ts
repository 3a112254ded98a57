import yauzl from 'yauzl'

/** One slice of a table's rows, as the text of a JSON array. */
export type Slice = { table: string; number: number; rows: string }

const SLICE_CHARS = 1_000_000
/** No row of ours comes near it: a sheet's row with all it changed is some kilobytes. */
const MOST_ROW_CHARS = 8_000_000

/** A row that is too long to be one of ours. */
export class RowTooLong extends Error {}

/** The rows of an archive that was held against its manifest, table by table, never more than a slice at a time. */
export async function* archiveRows(path: string): AsyncGenerator<Slice> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false })
  try {
    for await (const entry of zip.eachEntry()) {
      const table = /^json\/(.+)\.json$/.exec(entry.fileName)?.[1]
      if (table !== undefined) yield* slicesOf(table, linesOf(await zip.openReadStreamPromise(entry)))
    }
  } finally {
    zip.close()
  }
}

async function* slicesOf(table: string, lines: AsyncIterable<string>): AsyncGenerator<Slice> {
  let [number, chars] = [0, 0]
  let rows: string[] = []
  for await (const line of lines) {
    // The brackets of the array, and the comma between rows.
    if (line === '[' || line === ']' || line === '') continue
    const row = line.endsWith(',') ? line.slice(0, -1) : line
    rows.push(row)
    chars += row.length
    if (chars < SLICE_CHARS) continue
    yield { table, number, rows: `[${rows.join(',')}]` }
    number += 1
    chars = 0
    rows = []
  }
  if (rows.length > 0) yield { table, number, rows: `[${rows.join(',')}]` }
}

/** Lines of UTF-8. Split by hand: node:readline knows further line ends, which JSON texts may hold. */
async function* linesOf(chunks: AsyncIterable<unknown>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let held = ''
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('an entry of a ZIP is not read as bytes')
    const parts = (held + decoder.decode(chunk, { stream: true })).split('\n')
    held = parts.pop() ?? ''
    if (held.length > MOST_ROW_CHARS) throw new RowTooLong()
    yield* parts
  }
  yield held + decoder.decode()
}
