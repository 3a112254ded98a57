import 'server-only'
import { z } from 'zod'
import { dataOf, ok, type Result, resultOf } from '../errors.ts'
import { type ZipEntry, zip } from '../export/zip.ts'
import { BUCKET } from '../files/store-file.ts'
import { BYTE_ORDER_MARK, csvLine } from '../lists/csv.ts'
import type { Supabase } from '../supabase/server.ts'
import { reportNames } from './report-names.ts'

const reportsSchema = z.array(
  z.object({
    id: z.string(),
    tested_on: z.string(),
    serial: z.string().nullable(),
    type: z.string(),
    line1: z.string(),
    city: z.string().nullable(),
    path: z.string(),
    size_bytes: z.number(),
  }),
)
type Report = z.infer<typeof reportsSchema>[number]

/** Addresses are signed so many at a time, for as long as a slow line may take. */
const AT_ONCE = 100
const LINK_SECONDS = 3600

/**
 * The latest report of every assembly, of all sites or of one, as a ZIP that is packed while it is taken: one report in
 * memory at a time. A list stands at its end; a report whose file is gone is named there. The log says that they were taken.
 */
export async function packCertificates(db: Supabase, site: string | null): Promise<Result<ReadableStream<Uint8Array>>> {
  const found = resultOf(await db.rpc('portal_certificates', site === null ? {} : { p_location_id: site }))
  if (!found.ok) return found
  const reports = reportsSchema.parse(found.value)
  const links = await signLinks(db, reports)
  const names = reportNames(reports)
  const entries: ZipEntry[] = reports.flatMap((report, index) => {
    const link = links.get(report.path)
    return link === undefined ? [] : [{ name: names[index] ?? report.id, chunks: bytesOf(link) }]
  })
  entries.push({ name: 'reports.csv', chunks: listOf(reports, names, links) })
  return ok(streamOf(zip(entries, 'STORE')))
}

/** Packed only as fast as it is taken; whoever leaves ends it. */
function streamOf(packed: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await packed.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await packed.return(undefined)
    },
  })
}

async function signLinks(db: Supabase, reports: readonly Report[]): Promise<Map<string, string>> {
  const links = new Map<string, string>()
  for (let from = 0; from < reports.length; from += AT_ONCE) {
    const paths = reports.slice(from, from + AT_ONCE).map((report) => report.path)
    const signed = dataOf(await db.storage.from(BUCKET).createSignedUrls(paths, LINK_SECONDS))
    for (const { path, signedUrl, error } of signed)
      if (path !== null && error === null && signedUrl !== null) links.set(path, signedUrl)
  }
  return links
}

/** A stored file's bytes, when their turn comes. Without them the archive breaks off, so that none opens incomplete. */
async function* bytesOf(link: string): AsyncGenerator<Uint8Array> {
  const answer = await fetch(link)
  if (!answer.ok || answer.body === null) throw new Error(`a report could not be read: ${answer.status}`)
  for await (const piece of answer.body) yield piece
}

async function* listOf(
  reports: readonly Report[],
  names: readonly string[],
  links: ReadonlyMap<string, string>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(['address', 'city', 'assembly', 'serial', 'tested on', 'file'])
  for (const [index, { line1, city, type, serial, tested_on, path }] of reports.entries()) {
    const file = links.has(path) ? (names[index] ?? '') : 'not here'
    yield csvLine([line1, city ?? '', type, serial ?? '', tested_on, file])
  }
}
