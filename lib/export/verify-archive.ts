import { createHash } from 'node:crypto'
import yauzl from 'yauzl'
import { z } from 'zod'
import { isSignedWith, SCHEMA_VERSION, type SignedManifest } from './manifest.ts'

/** What an archive is worth: whether our server signed it, and everything that does not fit its manifest; `foreign`: it is none. */
export type Verdict = { manifest: SignedManifest | null; signed: boolean; problems: string[]; foreign: boolean }

const MOST_ENTRIES = 1000
/** Rows pack ten to forty times; what grows more is made to fill a disk. */
const MOST_GROWTH = 100
/** Small files of one repeated row may grow more. */
const GROWTH_FROM_BYTES = 16 * 1024 * 1024
const MOST_MANIFEST_BYTES = 4 * 1024 * 1024
const NEWLINE = 0x0a

const count = z.int().nonnegative()
const columns = z.array(z.string())
const manifestSchema = z.strictObject({
  schema_version: count,
  company_id: z.string(),
  export_id: z.string(),
  read_from: z.string(),
  read_until: z.string(),
  tables: z.array(
    z.strictObject({ name: z.string(), columns, rows: count, rows_in_database: count, exact: z.boolean() }),
  ),
  files: z.array(z.strictObject({ path: z.string(), bytes: count, sha256: z.string(), rows: count.exactOptional() })),
  left_out: z.array(z.strictObject({ table: z.string(), columns, why: z.string() })),
  signature: z.strictObject({ algorithm: z.literal('HMAC-SHA256'), key_id: z.string(), value: z.string() }),
})

/**
 * Holds an archive on disk against its manifest: signature, every file's size and sum, every table's rows. Reads it as a
 * stream. An archive without our signature may fit its manifest all the same.
 */
export async function verifyArchive(path: string, key: Uint8Array): Promise<Verdict> {
  const nothing = (problem: string, foreign = false): Verdict => ({
    manifest: null,
    signed: false,
    problems: [problem],
    foreign,
  })
  let zip: yauzl.ZipFile
  try {
    zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false })
  } catch {
    return nothing('This is no whole ZIP archive.')
  }
  try {
    if (zip.entryCount > MOST_ENTRIES) return nothing('The archive holds too many files.')
    const entries: yauzl.Entry[] = []
    for await (const entry of zip.eachEntry()) entries.push(entry)
    const last = entries.at(-1)
    if (last?.fileName !== 'manifest.json' || last.uncompressedSize > MOST_MANIFEST_BYTES) {
      return nothing('The archive does not end with its manifest.', true)
    }
    const manifest = readManifest(await textOfEntry(zip, last))
    if (manifest === null) return nothing('The manifest cannot be read.', true)
    const signed = isSignedWith(manifest, key)
    if (entries.some(isBomb)) return nothing('The archive would grow without end.')
    return { manifest, signed, problems: await problemsOf(zip, entries.slice(0, -1), manifest), foreign: false }
  } catch (error) {
    // A damaged part is the archive's fault, a TypeError is ours.
    if (error instanceof TypeError || error instanceof ReferenceError) throw error
    return nothing('The archive is damaged.')
  } finally {
    zip.close()
  }
}

/** Asked of what the directory states; the reader holds each entry to that. */
function isBomb({ uncompressedSize, compressedSize }: yauzl.Entry): boolean {
  return uncompressedSize > GROWTH_FROM_BYTES && uncompressedSize > compressedSize * MOST_GROWTH
}

async function problemsOf(zip: yauzl.ZipFile, entries: yauzl.Entry[], manifest: SignedManifest): Promise<string[]> {
  const problems: string[] = []
  if (manifest.schema_version !== SCHEMA_VERSION) problems.push('The archive was made by another version.')
  const facts = new Map(manifest.files.map((file) => [file.path, file]))
  const seen = new Set<string>()
  for (const entry of entries) {
    const name = entry.fileName
    const fact = facts.get(name)
    if (fact === undefined || seen.has(name)) {
      problems.push(`${name} is not in the manifest, or there twice.`)
      continue
    }
    seen.add(name)
    // Asked before it is unpacked; the reader holds the entry to the size it states.
    if (entry.uncompressedSize !== fact.bytes) {
      problems.push(`${name} has another size.`)
      continue
    }
    const { sha256, newlines } = await sumOfEntry(zip, entry)
    if (sha256 !== fact.sha256) problems.push(`${name} was changed.`)
    const rows = /^json\/(.+)\.json$/.exec(name)?.[1]
    if (rows !== undefined && !manifest.tables.some((table) => table.name === rows && table.rows === newlines - 2)) {
      problems.push(`${name} does not hold the rows the manifest counts.`)
    }
  }
  const wanted = [...facts.keys(), ...manifest.tables.map(({ name }) => `json/${name}.json`)]
  return [...problems, ...new Set(wanted.filter((name) => !seen.has(name)).map((name) => `${name} is missing.`))]
}

function readManifest(text: string): SignedManifest | null {
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

async function textOfEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}

/** A table's file has one line a row, and two for its brackets. */
async function sumOfEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<{ sha256: string; newlines: number }> {
  const sum = createHash('sha256')
  let newlines = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    const bytes = Buffer.from(chunk)
    sum.update(bytes)
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) newlines += 1
  }
  return { sha256: sum.digest('hex'), newlines }
}
