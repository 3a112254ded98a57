import { z } from 'zod'
import { DatabaseFault } from '../errors.ts'
import { keepPaper } from '../files/keep-paper.ts'
import type { Admin, Job, JobOutcome } from '../jobs/run-jobs.ts'
import { drawBill } from '../reports/draw-bill.ts'
import { quoteDocumentSchema, quoteFacts } from './quote-facts.ts'

const payloadSchema = z.object({ quote_id: z.string() })

/** Draws a sent quote once, and keeps it with its hash. */
export async function renderQuote(admin: Admin, job: Job): Promise<JobOutcome> {
  const { quote_id: p_id } = payloadSchema.parse(job.payload)
  if (job.companyId === null) throw new Error('render_quote without a company')
  const found = await admin.rpc('quote_document', { p_company_id: job.companyId, p_id })
  if (found.error !== null) throw new DatabaseFault(found.error)
  // Gone with its company, or drawn already.
  if (found.data === null) return { done: true }
  const bytes = await drawBill(quoteFacts(quoteDocumentSchema.parse(found.data)))
  await keepPaper(admin, job.companyId, 'quote', bytes, (drawn) => admin.rpc('attach_quote', { ...drawn, p_id }))
  return { done: true }
}
