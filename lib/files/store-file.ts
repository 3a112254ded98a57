import { createHash, randomUUID } from 'node:crypto'
import { ok, resultOf, type Result } from '../errors.ts'
import { logFault } from '../log.ts'
import type { Supabase } from '../supabase/server.ts'
import type { FileKind } from './file-type.ts'
import { prepareFile } from './prepare-file.ts'

/** Where the objects lie: private, one folder per company and kind. */
export const BUCKET = 'company-files'

export type NewFile = {
  companyId: string
  kind: FileKind
  bytes: Uint8Array
  fileName?: string | null
  /** The profile that brought it; left out for what the worker made. */
  createdBy?: string | null
  /** Chosen by the caller where a retry must meet the same file. */
  id?: string
}
export type StoredFile = { id: string; sha256: string; contentType: string; sizeBytes: number }

/**
 * Keeps a file of a company: checked and redrawn by prepareFile, stored under the caller's own rights, then on file in
 * `files`. The object comes first, so a row never points at nothing; a crash between the two leaves an object nobody sees.
 */
export async function storeFile(db: Supabase, file: NewFile): Promise<Result<StoredFile>> {
  const prepared = await prepareFile(file.kind, file.bytes)
  if (!prepared.ok) return prepared
  const { bytes, contentType } = prepared.value
  const id = file.id ?? randomUUID()
  const path = `${file.companyId}/${file.kind}/${id}`
  const uploaded = await db.storage.from(BUCKET).upload(path, bytes, { contentType, upsert: false })
  if (uploaded.error !== null && !isDuplicate(uploaded.error)) {
    logFault('storeFile', uploaded.error)
    throw uploaded.error
  }
  const stored = { id, sha256: createHash('sha256').update(bytes).digest('hex'), contentType, sizeBytes: bytes.length }
  const row = resultOf(
    await db
      .from('files')
      .insert({
        company_id: file.companyId,
        id,
        kind: file.kind,
        path,
        file_name: cleanFileName(file.fileName),
        content_type: contentType,
        size_bytes: stored.sizeBytes,
        sha256: stored.sha256,
        created_by: file.createdBy ?? null,
      })
      .select('id')
      .single(),
  )
  return row.ok ? ok(stored) : row
}

/** The name without folders, control characters and what would confuse a header; null when nothing is left. */
export function cleanFileName(name: string | null | undefined): string | null {
  const last = (name ?? '').split(/[/\\]/).at(-1) ?? ''
  // Control and formatting characters: \p{Cc} breaks headers, \p{Cf} turns the reading direction around.
  const clean = last
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 120)
    .toWellFormed()
  return clean === '' ? null : clean
}

// A retry with the same id meets its own object; the row's insert decides whether it was finished.
function isDuplicate(error: { message: string; statusCode?: string | number | undefined }): boolean {
  return String(error.statusCode) === '409' || /already exists|duplicate/i.test(error.message)
}
