import { z } from 'zod'
import type { Context } from '../context.ts'
import { doneOf, type Result, resultOf } from '../errors.ts'
import type { billWorkSchema, creditSchema, InvoiceInput, paymentSchema } from './schema.ts'

const draftedSchema = z.object({ invoices: z.int(), tests: z.int(), only: z.string().nullable() })

/** Saves a draft with its lines. The id comes from the form: sending it twice gives one. */
export async function saveInvoice(
  { db }: Context,
  input: Omit<InvoiceInput, 'due_on' | 'memo'> & Partial<InvoiceInput>,
): Promise<Result<string>> {
  return resultOf(await db.rpc('save_invoice', { p: input }))
}

/** Throws a draft away; the work on it can be billed again. */
export async function discardInvoice({ db }: Context, id: string): Promise<Result<null>> {
  return doneOf(await db.rpc('discard_invoice', { p_id: id }))
}

/** Gives a draft its number and freezes it; mails its link when there is an address. Answers the number. */
export async function sendInvoice({ db }: Context, id: string, email: string): Promise<Result<number>> {
  return resultOf(await db.rpc('send_invoice', { p_id: id, p_email: email }))
}

/** Mails a sent invoice again, with a new link. */
export async function remindInvoice({ db }: Context, id: string, email: string): Promise<Result<null>> {
  return doneOf(await db.rpc('remind_invoice', { p_id: id, p_email: email }))
}

/** Takes an unpaid invoice back. */
export async function voidInvoice({ db }: Context, id: string, reason: string): Promise<Result<null>> {
  return doneOf(await db.rpc('void_invoice', { p_id: id, p_reason: reason }))
}

/** Writes a credit note on what is open. Answers its number. */
export async function creditInvoice({ db }: Context, input: z.infer<typeof creditSchema>): Promise<Result<number>> {
  return resultOf(
    await db.rpc('credit_invoice', {
      p_id: input.id,
      p_new_id: input.note_id,
      p_lines: input.lines,
      p_reason: input.reason,
    }),
  )
}

/** Enters a payment, once for each id of a form. */
export async function recordPayment({ db }: Context, input: z.infer<typeof paymentSchema>): Promise<Result<string>> {
  const { amount, ...rest } = input
  return resultOf(await db.rpc('record_payment', { p: { ...rest, amount_cents: amount } }))
}

/** Marks a payment that did not hold. */
export async function reversePayment({ db }: Context, id: string, reason: string): Promise<Result<null>> {
  return doneOf(await db.rpc('reverse_payment', { p_id: id, p_reason: reason }))
}

/** Says that a card payment which fitted nothing was refunded at Stripe. */
export async function markRefunded({ db }: Context, id: string): Promise<Result<null>> {
  return doneOf(await db.rpc('mark_refunded', { p_id: id }))
}

/** Drafts invoices from signed tests that are on none; `only` is the id when there is one. */
export async function draftFromWork(
  { db }: Context,
  { from, through, customer_id }: z.infer<typeof billWorkSchema>,
): Promise<Result<{ invoices: number; tests: number; only: string | null }>> {
  const made = resultOf(
    await db.rpc('draft_invoices', {
      p_from: from,
      p_through: through,
      ...(customer_id === undefined ? {} : { p_customer_id: customer_id }),
    }),
  )
  return made.ok ? { ok: true, value: draftedSchema.parse(made.value) } : made
}
