import type { Context } from '../context.ts'
import { ok, type Result, resultOf } from '../errors.ts'
import type { InvoiceInput } from './schema.ts'

/** Drafts an invoice. The id comes from the form: sending it twice gives one. */
export async function draftInvoice({ db, company }: Context, input: InvoiceInput): Promise<Result<{ id: string }>> {
  const { total, ...facts } = input
  const { error } = await db.from('invoices').insert({ company_id: company.id, ...facts, total_cents: total })
  if (error === null || (error.code === '23505' && error.message.includes('invoices_pkey'))) return ok({ id: input.id })
  return resultOf({ data: null, error })
}
