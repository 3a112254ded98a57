import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Manifest, type SignedManifest, signingKey, signManifest } from './manifest.ts'
import { verifyArchive } from './verify-archive.ts'
import { zip } from './zip.ts'

const KEY = signingKey('a secret of at least thirty-two characters')
const FILES: Record<string, string> = {
  'company.json': '{"id":"c"}\n',
  'json/customers.json': '[\n{"id":1,"name":"Zoë"},\n{"id":2,"name":"two\\nlines"}\n]\n',
  'csv/customers.csv': '\uFEFFid,name\r\n1,Zoë\r\n2,"two\nlines"\r\n',
}

let folder: string
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'verify-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const manifestOf = (files: Record<string, string>, rows = 2): Manifest => ({
  schema_version: 1,
  company_id: 'c',
  export_id: 'e',
  read_from: '2027-03-04T10:00:00Z',
  read_until: '2027-03-04T10:00:05Z',
  tables: [{ name: 'customers', columns: ['id', 'name'], rows, rows_in_database: rows, exact: true }],
  files: Object.entries(files).map(([path, text]) => ({
    path,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  })),
  left_out: [],
})

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

async function pack(files: Record<string, string>, manifest?: SignedManifest): Promise<Buffer> {
  const entries = Object.entries(files).map(([name, text]) => ({ name, chunks: once(text) }))
  if (manifest !== undefined) entries.push({ name: 'manifest.json', chunks: once(JSON.stringify(manifest)) })
  return Buffer.concat(await Array.fromAsync(zip(entries)))
}

async function verdictOn(bytes: Buffer) {
  const path = join(folder, 'archive.zip')
  writeFileSync(path, bytes)
  return verifyArchive(path, KEY)
}

test('an archive as it was made is whole and ours', async () => {
  const verdict = await verdictOn(await pack(FILES, signManifest(manifestOf(FILES), KEY)))
  expect(verdict).toMatchObject({ signed: true, problems: [] })
})

test('a stranger’s signature is told, and the rest is looked at all the same', async () => {
  const signed = signManifest(manifestOf(FILES), signingKey('another secret of at least thirty-two letters'))
  const verdict = await verdictOn(await pack(FILES, signed))
  expect(verdict).toMatchObject({ signed: false, problems: [] })
  const changed = signManifest(manifestOf({ ...FILES, 'company.json': '{"id":"d"}\n' }), signingKey('x'.repeat(32)))
  expect(await verdictOn(await pack(FILES, changed))).toMatchObject({
    signed: false,
    problems: ['company.json was changed.'],
  })
})

test.each<[string, Record<string, string>, number, string[]]>([
  [
    'a changed file',
    { ...FILES, 'csv/customers.csv': (FILES['csv/customers.csv'] ?? '').replace('1,', '3,') },
    2,
    ['csv/customers.csv was changed.'],
  ],
  ['a longer file', { ...FILES, 'company.json': '{"id":"c" }\n' }, 2, ['company.json has another size.']],
  ['one file more', { ...FILES, 'extra.txt': 'x' }, 2, ['extra.txt is not in the manifest, or there twice.']],
  [
    'a missing file',
    { 'company.json': FILES['company.json'] ?? '', 'csv/customers.csv': FILES['csv/customers.csv'] ?? '' },
    2,
    ['json/customers.json is missing.'],
  ],
  ['another count', FILES, 3, ['json/customers.json does not hold the rows the manifest counts.']],
])('%s is told', async (_what, files, rows, problems) => {
  const verdict = await verdictOn(await pack(files, signManifest(manifestOf(FILES, rows), KEY)))
  expect(verdict.problems).toEqual(problems)
})

test('no archive, half an archive and one without a manifest are nothing', async () => {
  const whole = await pack(FILES, signManifest(manifestOf(FILES), KEY))
  expect(await verdictOn(Buffer.from('PK'))).toMatchObject({ manifest: null, signed: false })
  expect(await verdictOn(whole.subarray(0, whole.length - 30))).toMatchObject({ manifest: null })
  expect(await verdictOn(await pack(FILES))).toMatchObject({ manifest: null })
})

test('an archive whose source fails never opens, and one entry is read at a time', async () => {
  const opened: string[] = []
  async function* failing(): AsyncGenerator<string> {
    opened.push('second')
    yield 'begun'
    throw new Error('the source broke')
  }
  async function* first(): AsyncGenerator<string> {
    opened.push('first')
    yield 'x'
    opened.push('first is through')
  }
  const entries = [
    { name: 'first', chunks: first() },
    { name: 'second', chunks: failing() },
  ]
  const arrived: Uint8Array[] = []
  const reading = (async () => {
    for await (const bytes of zip(entries)) arrived.push(bytes)
  })()
  await expect(reading).rejects.toThrow('the source broke')
  expect(opened).toEqual(['first', 'first is through', 'second'])
  expect(await verdictOn(Buffer.concat(arrived))).toMatchObject({
    manifest: null,
    problems: ['This is no whole ZIP archive.'],
  })
})
