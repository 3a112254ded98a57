import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createClient } from '@supabase/supabase-js'
import { afterAll } from 'vitest'
import yauzl from 'yauzl'
import { z } from 'zod'
import { bringArchive } from '../../lib/archives/bring-archive.ts'
import type { Brought } from '../../lib/archives/brought.ts'
import type { Result } from '../../lib/errors.ts'
import { type SignedManifest, signingKey, signManifest } from '../../lib/export/manifest.ts'
import { startExport } from '../../lib/export/start-export.ts'
import { zip } from '../../lib/export/zip.ts'
import type { Database } from '../../lib/supabase/database.types.ts'

/** Exports and brings archives in against any stack, as the routes do; and what is needed to compare and to spoil them. */

export const SECRET = 'a secret of at least thirty-two characters'
export const KEY = signingKey(SECRET)
export const FOREIGN_KEY = signingKey('another secret of at least thirty-two letters')

export type Place = { apiUrl: string; publishableKey: string; secretKey: string }

const typed = (place: Place, key: string, token?: string) =>
  createClient<Database>(place.apiUrl, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    ...(token === undefined ? {} : { accessToken: async () => token }),
  })
export const asPerson = (place: Place, token: string) => typed(place, place.publishableKey, token)
export const asServer = (place: Place) => typed(place, place.secretKey)

const folder = mkdtempSync(join(tmpdir(), 'flowtrack-archives-'))
// Large companies: left behind, a few runs fill a disk.
afterAll(() => rmSync(folder, { recursive: true, force: true }))
export const newPath = (): string => join(folder, `${randomUUID()}.zip`)

/** An export of the person's company, saved; its end is noted as the route does. */
export async function exportTo(place: Place, token: string): Promise<string> {
  const person = asPerson(place, token)
  const { data } = await person.rpc('my_context')
  const { company, profile } = z
    .object({ company: z.object({ id: z.string() }), profile: z.object({ id: z.string() }) })
    .parse(data)
  const archive = await startExport(person, token, {
    url: place.apiUrl,
    publishableKey: place.publishableKey,
    key: KEY,
    log: async (outcome, exportId, facts) => {
      const { error } = await asServer(place).rpc('log_export', {
        p_company_id: company.id,
        p_profile_id: profile.id,
        p_export_id: exportId ?? '',
        p_outcome: outcome,
        p_facts: facts,
      })
      if (error !== null) throw new Error(error.message)
    },
  })
  const path = newPath()
  await pipeline(Readable.from(archive), createWriteStream(path))
  return path
}

/** Brings the file in as the person, as the route does. */
export function bring(place: Place, token: string, path: string): Promise<Result<Brought>> {
  return bringArchive(asPerson(place, token), createReadStream(path), KEY, asServer(place))
}

/** The files of an archive by name, in order. */
export async function unpack(path: string): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  const archive = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false })
  for await (const entry of archive.eachEntry()) {
    const chunks = await Array.fromAsync(await archive.openReadStreamPromise(entry))
    files.set(entry.fileName, Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))).toString('utf8'))
  }
  archive.close()
  return files
}

/** The archive once more with other files, its manifest made to fit and signed with a key; `facts` changes the manifest. */
export async function repack(
  path: string,
  key: Uint8Array,
  change: (files: Map<string, string>) => void = () => undefined,
  facts: Partial<SignedManifest> = {},
): Promise<string> {
  const files = await unpack(path)
  const { signature: _, ...manifest }: SignedManifest = JSON.parse(files.get('manifest.json') ?? '')
  files.delete('manifest.json')
  change(files)
  const made = [...files].map(([name, text]) => ({
    path: name,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  }))
  const tables = manifest.tables.map((table) => {
    const rows = (files.get(`json/${table.name}.json`) ?? '').split('\n').length - 3
    return { ...table, rows, rows_in_database: rows }
  })
  const signed = signManifest({ ...manifest, tables, files: made, ...facts }, key)
  files.set('manifest.json', JSON.stringify(signed))
  return pack(files)
}

export async function pack(files: Map<string, string>): Promise<string> {
  const to = newPath()
  const entries = [...files].map(([name, text]) => ({ name, chunks: once(text) }))
  await pipeline(Readable.from(zip(entries)), createWriteStream(to))
  return to
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

/** A table's rows as their exact texts. */
export const rowsIn = (files: Map<string, string>, table: string): string[] =>
  (files.get(`json/${table}.json`) ?? '')
    .split('\n')
    .slice(1, -2)
    .map((line) => line.replace(/,$/, ''))

/** Columns that belong to the account and not to what it keeps. */
const OF_THE_ACCOUNT = [
  'id',
  'created_at',
  'updated_at',
  'subscription_status',
  'trial_ends_at',
  'deletion_clock_starts_at',
  'erased_at',
  'logo_file_id',
]

/** A row without what may differ behind the way there and back: the company's id, and since when somebody is a former member. */
export function comparable(table: string, row: string, companyId: string): string {
  if (table === 'companies') {
    const company: object = JSON.parse(row)
    return JSON.stringify(Object.entries(company).filter(([name]) => !OF_THE_ACCOUNT.includes(name)))
  }
  let text = row.replace(`"company_id":"${companyId}"`, '"company_id":*')
  if (table === 'files') text = text.replace(`"path":"${companyId}/`, '"path":"*/')
  if (table === 'profiles') text = text.replace(/"removed_at":(null|"[^"]*")/, '"removed_at":*')
  return text
}
