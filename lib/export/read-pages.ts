import type { Reader } from './archive-task.ts'

const PAGE = 1000
/** A page takes milliseconds; a gateway that hangs must not keep a thread for ever. */
const PATIENCE_MS = 60_000

/** A table's rows as the texts of their JSON, page by page behind the last key seen, until a page is empty. One page is read ahead. */
export async function* readPages(reader: Reader, table: string): AsyncGenerator<string[]> {
  let next = readPage(reader, table, null)
  for (;;) {
    const { rows, after } = await next
    if (rows.length === 0) return
    next = readPage(reader, table, after)
    // Looked at in the next turn, if there is one.
    next.catch(() => undefined)
    yield rows
  }
}

/** A page is lines of JSON: the key to go on behind, then the rows; nothing when there are no more. */
async function readPage(reader: Reader, table: string, after: unknown): Promise<{ rows: string[]; after: unknown }> {
  const asked = { p_export_id: reader.exportId, p_table: table, p_after: after, p_limit: PAGE }
  const page = await askGateway(reader, '/rest/v1/rpc/export_page', asked)
  if (typeof page !== 'string') throw new TypeError('a page of an export is no text')
  if (page === '') return { rows: [], after: null }
  const [key = 'null', ...rows] = page.split('\n')
  return { rows, after: JSON.parse(key) }
}

/** One question to the gateway as the person who asked for the archive; throws unless it is answered. */
export async function askGateway(reader: Reader, path: string, body: object): Promise<unknown> {
  const answer = await fetch(reader.url + path, {
    method: 'POST',
    headers: {
      apikey: reader.publishableKey,
      authorization: `Bearer ${reader.token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if (!answer.ok) throw new Error(`the gateway answered ${answer.status} during an export`)
  return answer.json()
}

/** A field of what came over the wire; undefined where there is none. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

/** A field that is text, or ''. */
export function textOf(value: unknown, name: string): string {
  const found = fieldOf(value, name)
  return typeof found === 'string' ? found : ''
}
