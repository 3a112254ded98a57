import { createHash } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ok, refuse, resultOf, type Result } from '../errors.ts'
import { BUCKET, cleanFileName } from '../files/store-file.ts'
import type { Supabase } from '../supabase/server.ts'
import { IMPORT_LIMITS, megabytes } from './import-limits.ts'
import { MOST_READ_BYTES, type Upload, UploadCutOff } from './read-upload.ts'
import { sniffFile } from './sniff-file.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const HEAD_BYTES = 64 * 1024

type Spooled = { path: string; sha256: string; size: number; contentType: string }

/**
 * Takes a sheet in: to a temporary file first (memory stays bounded, and a refused or broken upload leaves nothing), then
 * to storage under the caller's own rights, then on file with its reading queued. The same form with the same file again
 * is the same import. Refusals on the field `file`.
 */
export async function uploadImport(db: Supabase, companyId: string, upload: Upload): Promise<Result<{ id: string }>> {
  const folder = await mkdtemp(join(tmpdir(), 'flowtrack-import-'))
  try {
    const spooled = await spool(upload, join(folder, 'sheet'))
    if (!spooled.ok) return spooled
    return await file(db, companyId, upload, spooled.value)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function spool({ bytes }: Upload, path: string): Promise<Result<Spooled>> {
  const out = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  let size = 0
  try {
    for await (const piece of bytes) {
      size += piece.length
      if (size > MOST_READ_BYTES) break
      // Too large is known here already; the rest is read and dropped, so that the answer reaches the sender.
      if (size > IMPORT_LIMITS.fileBytes) continue
      hash.update(piece)
      await out.writeFile(piece)
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, piece]).subarray(0, HEAD_BYTES)
    }
  } catch (error) {
    if (!(error instanceof UploadCutOff)) throw error
    return refuse('upload_cut_off', UPLOAD_REFUSALS.upload_cut_off, 'file')
  } finally {
    await out.close()
  }
  if (size === 0) return refuse('file_empty', UPLOAD_REFUSALS.file_empty, 'file')
  if (size > IMPORT_LIMITS.fileBytes) return refuse('file_too_large', UPLOAD_REFUSALS.file_too_large, 'file')
  const kind = sniffFile(head)
  if (typeof kind !== 'string') return refuse(kind.code, kind.sentence, 'file')
  return ok({ path, sha256: hash.digest('hex'), size, contentType: kind === 'zip' ? XLSX : 'text/csv' })
}

async function file(
  db: Supabase,
  companyId: string,
  upload: Upload,
  spooled: Spooled,
): Promise<Result<{ id: string }>> {
  const { sha256, size, contentType } = spooled
  const fileId = idOf(`${companyId} ${upload.fields.get('form') ?? ''} ${sha256}`)
  const blob = await openAsBlob(spooled.path, { type: contentType })
  const stored = await db.storage
    .from(BUCKET)
    .upload(`${companyId}/import/${fileId}`, blob, { contentType, upsert: false })
  if (stored.error !== null && !isThere(stored.error)) throw stored.error
  const begun = resultOf(
    await db.rpc('begin_import', {
      p_file_id: fileId,
      p_file_name: cleanFileName(upload.fileName) ?? 'sheet',
      p_content_type: contentType,
      p_size_bytes: size,
      p_sha256: sha256,
    }),
  )
  return begun.ok ? ok({ id: begun.value }) : begun
}

/** Sentences for what is wrong with an upload before it is read as a sheet. */
export const UPLOAD_REFUSALS = {
  file_missing: 'Choose a CSV or XLSX file first.',
  file_empty: 'This file is empty. Choose another.',
  file_too_large: `This file is larger than ${megabytes(IMPORT_LIMITS.fileBytes)}. Split the sheet and import the parts.`,
  upload_cut_off: 'The file did not arrive whole. Send it again.',
} as const

/** A uuid that follows from a text. */
function idOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function isThere(error: { message: string; statusCode?: string | number | undefined }): boolean {
  return String(error.statusCode) === '409' || /already exists|duplicate/i.test(error.message)
}
