import { z } from 'zod'
import { DatabaseFault } from '../errors.ts'
import { keepPaper } from '../files/keep-paper.ts'
import type { Admin, Job, JobOutcome } from '../jobs/run-jobs.ts'
import { drawBill } from '../reports/draw-bill.ts'
import { invoiceDocumentSchema, invoiceFacts } from './invoice-facts.ts'

const payloadSchema = z.object({ invoice_id: z.string() })

/** Draws a sent invoice once, and keeps it with its hash. */
export async function renderInvoice(admin: Admin, job: Job): Promise<JobOutcome> {
  const { invoice_id: p_id } = payloadSchema.parse(job.payload)
  if (job.companyId === null) throw new Error('render_invoice without a company')
  const found = await admin.rpc('invoice_document', { p_company_id: job.companyId, p_id })
  if (found.error !== null) throw new DatabaseFault(found.error)
  // Gone with its company, or drawn already.
  if (found.data === null) return { done: true }
  const bytes = await drawBill(invoiceFacts(invoiceDocumentSchema.parse(found.data)))
  await keepPaper(admin, job.companyId, 'invoice', bytes, (drawn) => admin.rpc('attach_invoice', { ...drawn, p_id }))
  return { done: true }
}
