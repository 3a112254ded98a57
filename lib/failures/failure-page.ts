import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { isUuid } from '../lists/list-definition.ts'
import type { Supabase } from '../supabase/server.ts'

const line = z.object({
  description: z.string(),
  quantity_hundredths: z.number(),
  unit_cents: z.number(),
  tax_hundredths_percent: z.number(),
  amount_cents: z.number(),
  tax_cents: z.number(),
})
const day = z.string().nullable()
const pageSchema = z.object({
  failure: z.object({
    id: z.string(),
    device_id: z.string(),
    type: z.string(),
    manufacturer: z.string().nullable(),
    model: z.string().nullable(),
    size: z.string().nullable(),
    serial: z.string().nullable(),
    location_id: z.string(),
    line1: z.string(),
    line2: z.string().nullable(),
    city: z.string().nullable(),
    customer_id: z.string(),
    customer_name: z.string(),
    district_name: z.string().nullable(),
    failed_on: z.string(),
    report_due_on: day,
    repair_due_on: day,
    closed_on: day,
    closed_because: z.string().nullable(),
    quoted_on: day,
    approved_on: day,
    declined_on: day,
    work_order_id: z.string().nullable(),
    next_visit_at: z.string().nullable(),
    opened_by_id: z.string().nullable(),
    closed_by_id: z.string().nullable(),
    holder: z.string(),
  }),
  email: z.string().nullable(),
  quotes: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      total_cents: z.number(),
      tax_cents: z.number(),
      note: z.string().nullable(),
      valid_until_on: day,
      sent_at: z.string().nullable(),
      answered_at: z.string().nullable(),
      answered_name: z.string().nullable(),
      answered_from: z.string().nullable(),
      invoice_id: z.string().nullable(),
      file_id: z.string().nullable(),
      lines: z.array(line),
    }),
  ),
  tax_hundredths_percent: z.number(),
  prices: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      name: z.string(),
      unit_cents: z.number(),
      taxed: z.boolean(),
      /** A part for this very model and size. */
      fits: z.boolean().nullable(),
    }),
  ),
})
export type FailurePage = z.infer<typeof pageSchema>
export type Quote = FailurePage['quotes'][number]

/** A failure with all its page shows; null when it is not on file for the caller. */
export async function findFailurePage(db: Supabase, id: string): Promise<FailurePage | null> {
  if (!isUuid(id)) return null
  const answer = await db.rpc('failure_page', { p_id: id })
  if (answer.error === null && answer.data === null) return null
  return pageSchema.parse(dataOf(answer))
}

/** What a customer sees of a quote, by its link or in the portal. */
export const linkedQuoteSchema = z.object({
  state: z.string(),
  total_cents: z.number(),
  tax_cents: z.number(),
  note: z.string().nullable(),
  valid_until_on: day,
  expired: z.boolean(),
  closed: z.boolean(),
  answered_at: z.string().nullable(),
  answered_name: z.string().nullable(),
  lines: z.array(line),
  failed_on: z.string(),
  repair_due_on: day,
  assembly: z.string(),
  serial: z.string().nullable(),
  address: z.string(),
  customer: z.string(),
  company: z.object({
    name: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    time_zone: z.string(),
  }),
})

export type LinkedQuote = z.infer<typeof linkedQuoteSchema>

/** The quote a link leads to; null when the link is not (or no longer) good. */
export async function openQuote(db: Supabase, token: string): Promise<LinkedQuote | null> {
  const answer = await db.rpc('open_quote', { p_token: token })
  if (answer.error === null && answer.data === null) return null
  return linkedQuoteSchema.parse(dataOf(answer))
}
