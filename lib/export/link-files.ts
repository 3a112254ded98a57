import { now, secondsAfter } from '../dates.ts'
import { BYTE_ORDER_MARK, csvLine } from '../lists/csv.ts'
import type { Reader } from './archive-task.ts'
import { askGateway, fieldOf, readPages, textOf } from './read-pages.ts'
import { cellText, type Count } from './row-files.ts'

/** How long the addresses in an archive work. */
const LINK_SECONDS = 7 * 24 * 3600
const FACTS = ['id', 'kind', 'file_name', 'content_type', 'size_bytes', 'sha256', 'created_at']
/** As lib/files/store-file.ts has it, which only a server may load. */
const BUCKET = 'company-files'

/** What is stored besides rows: one line a file, with an address that works for a week; none where the file itself is gone. */
export async function* linksFile(
  reader: Reader,
  wanted: (kind: string) => boolean,
  count: Count,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine([...FACTS, 'url', 'url_expires_at'])
  for await (const page of readPages(reader, 'files')) {
    const files = page
      .map((row): unknown => JSON.parse(row))
      .filter((file) => wanted(textOf(file, 'kind')) && fieldOf(file, 'deleted_at') === null)
    if (files.length === 0) continue
    const expires = secondsAfter(now(), LINK_SECONDS)
    const links = await signLinks(
      reader,
      files.map((file) => textOf(file, 'path')),
    )
    yield files
      .map((file) => {
        const link = links.get(textOf(file, 'path'))
        const facts = FACTS.map((name) => cellText(fieldOf(file, name)))
        return csvLine([...facts, ...(link === undefined ? ['', ''] : [link, expires])])
      })
      .join('')
    count.rows += files.length
  }
}

async function signLinks(reader: Reader, paths: string[]): Promise<Map<string, string>> {
  const answer = await askGateway(reader, `/storage/v1/object/sign/${BUCKET}`, { expiresIn: LINK_SECONDS, paths })
  const links = new Map<string, string>()
  for (const one of Array.isArray(answer) ? answer : []) {
    const link = textOf(one, 'signedURL')
    if (link !== '') links.set(textOf(one, 'path'), `${reader.url}/storage/v1${link}`)
  }
  return links
}
