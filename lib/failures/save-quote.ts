import { z } from 'zod'
import type { Context } from '../context.ts'
import { line, optionalDay, prose } from '../devices/schema.ts'
import { doneOf, type Result, resultOf } from '../errors.ts'
import { invoiceSchema, sendInvoiceSchema } from '../invoices/schema.ts'

export const quoteSchema = z.object({
  id: z.guid(),
  deficiency_id: z.guid(),
  valid_until_on: optionalDay,
  note: prose(2000),
  lines: invoiceSchema.shape.lines,
})
export const sendQuoteSchema = sendInvoiceSchema
export const answerSchema = z.object({
  token: z.string().max(100),
  answer: z.enum(['approve', 'decline']),
  name: line(120).pipe(z.string('Type your name.').min(2, 'Type your name.')),
})

/** Saves a draft of a quote. The id comes from the form: sending it twice gives one. */
export async function saveQuote({ db }: Context, input: z.infer<typeof quoteSchema>): Promise<Result<string>> {
  return resultOf(await db.rpc('save_quote', { p: input }))
}

/** Mails a quote's link; what it says stands from then on. */
export async function sendQuote({ db }: Context, id: string, email: string): Promise<Result<null>> {
  return doneOf(await db.rpc('send_quote', { p_id: id, p_email: email }))
}

/** Drafts the invoice of an approved quote. Answers its id. */
export async function billQuote({ db }: Context, id: string): Promise<Result<string>> {
  return resultOf(await db.rpc('bill_quote', { p_id: id }))
}

/** Orders the repair without a quote. Answers the work order's id. */
export async function planRepair({ db }: Context, id: string): Promise<Result<string>> {
  return resultOf(await db.rpc('plan_repair', { p_id: id }))
}
