import { createHash } from 'node:crypto'
import type { ArchiveTask, ArchiveTotals } from './archive-task.ts'
import { linksFile } from './link-files.ts'
import { type FileFact, type Manifest, SCHEMA_VERSION, signManifest } from './manifest.ts'
import { readmeText } from './readme-text.ts'
import { askGateway, fieldOf, readPages, textOf } from './read-pages.ts'
import { type Count, csvFile, jsonFile } from './row-files.ts'
import type { ZipEntry } from './zip.ts'

/**
 * The files of an archive in their order, each read when its turn comes: the account, every table twice, what is stored
 * besides rows, the words, the sums, and last the signed manifest. `totals` is filled with what was written.
 */
export async function* archiveFiles(task: ArchiveTask, totals: ArchiveTotals): AsyncGenerator<ZipEntry> {
  const { plan, reader, key } = task
  const files: FileFact[] = []
  const file = (path: string, chunks: AsyncIterable<string> | Iterable<string>, count?: Count): ZipEntry => ({
    name: path,
    chunks: summed(path, chunks, files, count),
  })

  yield file('company.json', accountFile(task))
  const tables: { name: string; columns: string[]; json: number; csv: number }[] = []
  for (const { name, columns } of plan.tables) {
    const [json, csv] = [{ rows: 0 }, { rows: 0 }]
    yield file(`json/${name}.json`, jsonFile(readPages(reader, name), json), json)
    yield file(`csv/${name}.csv`, csvFile(columns, readPages(reader, name), csv), csv)
    tables.push({ name, columns, json: json.rows, csv: csv.rows })
  }
  const [photos, forms] = [{ rows: 0 }, { rows: 0 }]
  yield file(
    'photos.csv',
    linksFile(reader, (kind) => kind !== FORM, photos),
    photos,
  )
  yield file(
    'district_forms.csv',
    linksFile(reader, (kind) => kind === FORM, forms),
    forms,
  )

  const counted = await askGateway(reader, '/rest/v1/rpc/export_counts', {})
  const inDatabase = fieldOf(counted, 'counts')
  const manifest: Omit<Manifest, 'files'> = {
    schema_version: SCHEMA_VERSION,
    company_id: plan.company_id,
    export_id: plan.id,
    read_from: plan.at,
    read_until: textOf(counted, 'at'),
    tables: tables.map(({ name, columns, json, csv }) => {
      const now = Number(fieldOf(inDatabase, name))
      return { name, columns, rows: json, rows_in_database: now, exact: json === now && csv === now }
    }),
    left_out: plan.left_out,
  }
  yield file('README.txt', [readmeText(manifest)])
  yield file('SHA256SUMS', [files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('')])
  yield {
    name: 'manifest.json',
    chunks: once(`${JSON.stringify(signManifest({ ...manifest, files }, key), null, 2)}\n`),
  }

  totals.rows = Object.fromEntries(manifest.tables.map(({ name, rows }) => [name, rows]))
  totals.exact = manifest.tables.every(({ exact }) => exact)
}

/** Forms of districts, once companies keep them; until then the list has its head alone. */
const FORM = 'district_form'

/** The company's one row, by itself. */
async function* accountFile({ reader }: ArchiveTask): AsyncGenerator<string> {
  for await (const rows of readPages(reader, 'companies')) yield `${rows.join('\n')}\n`
}

/** Passes a file on and puts its size and sum down when it is through. */
async function* summed(
  path: string,
  chunks: AsyncIterable<string> | Iterable<string>,
  files: FileFact[],
  count?: Count,
): AsyncGenerator<string> {
  const sum = createHash('sha256')
  let bytes = 0
  for await (const text of chunks) {
    sum.update(text)
    bytes += Buffer.byteLength(text)
    yield text
  }
  files.push({ path, bytes, sha256: sum.digest('hex'), ...(count === undefined ? {} : { rows: count.rows }) })
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}
