import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { isUuid } from '../lists/list-definition.ts'
import type { Supabase } from '../supabase/server.ts'
import { unmatchedSchema } from './unmatched.ts'

export const billToSchema = z.object({
  name: z.string(),
  line1: z.string().nullish(),
  line2: z.string().nullish(),
  city: z.string().nullish(),
  state: z.string().nullish(),
  zip: z.string().nullish(),
})
export type BillTo = z.infer<typeof billToSchema>

const pageSchema = z.object({
  invoice: z.object({
    id: z.string(),
    number: z.number().nullable(),
    kind: z.string(),
    state: z.string(),
    standing: z.string(),
    total_cents: z.number(),
    tax_cents: z.number(),
    paid_cents: z.number(),
    credited_cents: z.number(),
    balance_cents: z.number(),
    due_on: z.string().nullable(),
    memo: z.string().nullable(),
    sent_at: z.string().nullable(),
    created_at: z.string(),
  }),
  file_id: z.string().nullable(),
  void_reason: z.string().nullable(),
  voided_at: z.string().nullable(),
  snapshot: billToSchema.nullable(),
  customer: billToSchema.extend({ id: z.string(), email: z.string().nullable() }).nullable(),
  lines: z.array(
    z.object({
      id: z.string(),
      description: z.string(),
      quantity_hundredths: z.number(),
      unit_cents: z.number(),
      tax_hundredths_percent: z.number(),
      amount_cents: z.number(),
      tax_cents: z.number(),
      /** Taken back by credit notes so far, with its tax. */
      credited_cents: z.number(),
      test_record_id: z.string().nullable(),
    }),
  ),
  payments: z.array(
    z.object({
      id: z.string(),
      method: z.string(),
      amount_cents: z.number(),
      paid_on: z.string(),
      reference: z.string().nullable(),
      reversed_at: z.string().nullable(),
      reverse_reason: z.string().nullable(),
      by: z.string().nullable(),
    }),
  ),
  credit_notes: z.array(
    z.object({ id: z.string(), number: z.number().nullable(), total_cents: z.number(), memo: z.string().nullable() }),
  ),
  unmatched: z.array(unmatchedSchema),
  credits: z.object({ id: z.string(), number: z.number().nullable() }).nullable(),
  settings: z.object({ tax_hundredths_percent: z.number(), payment_days: z.number() }),
  prices: z.array(
    z.object({ id: z.string(), kind: z.string(), name: z.string(), unit_cents: z.number(), taxed: z.boolean() }),
  ),
})
export type InvoicePage = z.infer<typeof pageSchema>

/** An invoice with all its page shows; null when it is not on file for the caller. */
export async function findInvoicePage(db: Supabase, id: string): Promise<InvoicePage | null> {
  if (!isUuid(id)) return null
  const answer = await db.rpc('invoice_page', { p_id: id })
  if (answer.error === null && answer.data === null) return null
  return pageSchema.parse(dataOf(answer))
}

/** A bill-to as the lines of an envelope. */
export function billToLines({ name, line1, line2, city, state, zip }: BillTo): string[] {
  const place = [city, [state, zip].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  return [name, line1, line2, place].filter(
    (text): text is string => text !== null && text !== undefined && text !== '',
  )
}

const unbilledSchema = z.array(
  z.object({
    customer_id: z.string(),
    customer_name: z.string(),
    tests: z.number(),
    unpriced: z.number(),
    cents: z.number(),
    first_on: z.string(),
    last_on: z.string(),
  }),
)

/** Whom there is work to bill in a span of days. */
export async function listUnbilled(db: Supabase, from: string, through: string) {
  return unbilledSchema.parse(dataOf(await db.rpc('unbilled_work', { p_from: from, p_through: through })))
}
