import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { DatabaseFault } from '../errors.ts'
import { BUCKET } from '../files/store-file.ts'
import type { Admin, Job, JobOutcome } from '../jobs/run-jobs.ts'
import { drawBill } from '../reports/draw-bill.ts'
import { invoiceDocumentSchema, invoiceFacts } from './invoice-facts.ts'

const payloadSchema = z.object({ invoice_id: z.string() })

/**
 * Draws a sent invoice and attaches it with its hash, once and for all, as a report is (lib/test-records/render-report.ts):
 * killed anywhere, it starts over; of two that finish, one is attached and the other takes its own file back.
 */
export async function renderInvoice(admin: Admin, job: Job): Promise<JobOutcome> {
  const { invoice_id: invoiceId } = payloadSchema.parse(job.payload)
  const companyId = job.companyId
  if (companyId === null) throw new Error('render_invoice without a company')
  const found = await admin.rpc('invoice_document', { p_company_id: companyId, p_id: invoiceId })
  if (found.error !== null) throw new DatabaseFault(found.error)
  // Gone with its company, or drawn already.
  if (found.data === null) return { done: true }
  const bytes = await drawBill(invoiceFacts(invoiceDocumentSchema.parse(found.data)))
  const fileId = randomUUID()
  const path = `${companyId}/invoice/${fileId}`
  const uploaded = await admin.storage
    .from(BUCKET)
    .upload(path, Buffer.from(bytes), { contentType: 'application/pdf', upsert: false })
  if (uploaded.error !== null) throw uploaded.error
  const attached = await admin.rpc('attach_invoice', {
    p_company_id: companyId,
    p_id: invoiceId,
    p_file_id: fileId,
    p_size_bytes: bytes.length,
    p_sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  if (attached.error !== null) throw new DatabaseFault(attached.error)
  if (!attached.data) await admin.storage.from(BUCKET).remove([path])
  return { done: true }
}
