import { createHash } from 'node:crypto'
import type { ArchiveTask, ArchiveTotals } from './archive-task.ts'
import { linksFile } from './link-files.ts'
import { type FileFact, type Manifest, SCHEMA_VERSION, signManifest } from './manifest.ts'
import { readmeText } from './readme-text.ts'
import { askGateway, fieldOf, readPages, textOf } from './read-pages.ts'
import { readTwice } from './read-twice.ts'
import { type Count, csvFile, jsonFile } from './row-files.ts'
import type { ZipEntry } from './zip.ts'

/**
 * The files of an archive in their order, each read when its turn comes: the account, every table as JSON and as CSV, what is stored
 * besides rows, the words, the sums, and last the signed manifest. `totals` is filled when the tables are through.
 */
export function archiveFiles(task: ArchiveTask, totals: ArchiveTotals): ZipEntry[] {
  const { plan, reader, key } = task
  const files: FileFact[] = []
  const file = (path: string, chunks: AsyncIterable<string> | Iterable<string>, count?: Count): ZipEntry => ({
    name: path,
    chunks: summed(path, chunks, files, count),
  })
  const tables = plan.tables.map((table) => ({ ...table, json: { rows: 0 }, csv: { rows: 0 } }))
  const [photos, forms] = [{ rows: 0 }, { rows: 0 }]

  let counted: Promise<Omit<Manifest, 'files'>> | undefined
  const manifest = (): Promise<Omit<Manifest, 'files'>> => (counted ??= countUp(task, tables, totals))
  return [
    file('company.json', accountFile(task)),
    ...tables.flatMap(({ name, columns, json, csv }) => {
      const [first, again] = readTwice(readPages(reader, name))
      return [
        file(`json/${name}.json`, jsonFile(first, json), json),
        file(`csv/${name}.csv`, csvFile(columns, again, csv), csv),
      ]
    }),
    file(
      'photos.csv',
      linksFile(reader, (kind) => kind !== FORM, photos),
      photos,
    ),
    file(
      'district_forms.csv',
      linksFile(reader, (kind) => kind === FORM, forms),
      forms,
    ),
    file(
      'README.txt',
      written(async () => readmeText(await manifest())),
    ),
    file(
      'SHA256SUMS',
      written(async () => files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('')),
    ),
    {
      name: 'manifest.json',
      chunks: written(async () => `${JSON.stringify(signManifest({ ...(await manifest()), files }, key), null, 2)}\n`),
    },
  ]
}

type Counted = { name: string; columns: string[]; json: Count; csv: Count }

/** What was written against what the database holds now. */
async function countUp(
  { plan, reader }: ArchiveTask,
  tables: Counted[],
  totals: ArchiveTotals,
): Promise<Omit<Manifest, 'files'>> {
  const counted = await askGateway(reader, '/rest/v1/rpc/export_counts', { p_export_id: reader.exportId })
  const inDatabase = fieldOf(counted, 'counts')
  const facts = tables.map(({ name, columns, json, csv }) => {
    const now = Number(fieldOf(inDatabase, name))
    return { name, columns, rows: json.rows, rows_in_database: now, exact: json.rows === now && csv.rows === now }
  })
  totals.rows = Object.fromEntries(facts.map(({ name, rows }) => [name, rows]))
  totals.exact = facts.every(({ exact }) => exact)
  return {
    schema_version: SCHEMA_VERSION,
    company_id: plan.company_id,
    export_id: plan.id,
    read_from: plan.at,
    read_until: textOf(counted, 'at'),
    tables: facts,
    left_out: plan.left_out,
  }
}

/** The kind of a purveyor's blank form. */
const FORM = 'form'

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

/** A text that is made when its turn comes. */
async function* written(make: () => Promise<string>): AsyncGenerator<string> {
  yield await make()
}
