import { createHash, randomUUID } from 'node:crypto'
import { DatabaseFault } from '../errors.ts'
import type { Admin } from '../jobs/run-jobs.ts'
import { BUCKET } from './store-file.ts'

/** What attach_invoice() and attach_quote() are told of a drawing. */
type Drawn = { p_company_id: string; p_file_id: string; p_size_bytes: number; p_sha256: string }
type Attached = { data: boolean | null; error: { code?: string; message: string } | null }

/**
 * Stores a drawn paper and attaches it with its hash, once and for all: killed anywhere, it starts over; of two that
 * finish, one is attached and the other takes its own file back.
 */
export async function keepPaper(
  admin: Admin,
  companyId: string,
  kind: 'invoice' | 'quote',
  bytes: Uint8Array,
  attach: (drawn: Drawn) => PromiseLike<Attached>,
): Promise<void> {
  const fileId = randomUUID()
  const path = `${companyId}/${kind}/${fileId}`
  const uploaded = await admin.storage
    .from(BUCKET)
    .upload(path, Buffer.from(bytes), { contentType: 'application/pdf', upsert: false })
  if (uploaded.error !== null) throw uploaded.error
  const attached = await attach({
    p_company_id: companyId,
    p_file_id: fileId,
    p_size_bytes: bytes.length,
    p_sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  if (attached.error !== null) throw new DatabaseFault(attached.error)
  if (!attached.data) await admin.storage.from(BUCKET).remove([path])
}
