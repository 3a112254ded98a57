import 'server-only'
import { z } from 'zod'
import { line, optionalDay, prose } from '../devices/schema.ts'
import { optionalEmail, optionalPhone, optionalState, optionalZip } from '../customers/schema.ts'
import { answerSchema } from '../failures/save-quote.ts'
import { type Result, resultOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

export const portalAnswerSchema = answerSchema.omit({ token: true }).extend({ id: z.guid() })
export const confirmVisitSchema = z.object({ id: z.guid(), version: z.coerce.number<string>().int() })
export const askVisitSchema = z.object({
  id: z.guid(),
  location_id: z.guid('Choose the site.'),
  day_1: optionalDay.refine((day) => day !== null, 'Choose at least one day.'),
  day_2: optionalDay,
  day_3: optionalDay,
  note: prose(2000),
})
export const askCorrectionSchema = z.object({
  id: z.guid(),
  customer_id: z.guid(),
  contact_name: line(120),
  phone: optionalPhone,
  email: optionalEmail,
  line1: line(160),
  line2: line(160),
  city: line(80),
  state: optionalState,
  zip: optionalZip,
  note: prose(2000),
})

/** The customer's answer to a quote, once. */
export async function answerQuoteInPortal(
  db: Supabase,
  { id, answer, name }: z.infer<typeof portalAnswerSchema>,
): Promise<Result<string>> {
  return resultOf(await db.rpc('portal_answer_quote', { p_id: id, p_approve: answer === 'approve', p_name: name }))
}

/** Confirms a visit as it was seen: one that was moved meanwhile is not. */
export async function confirmVisit(
  db: Supabase,
  { id, version }: z.infer<typeof confirmVisitSchema>,
): Promise<Result<number>> {
  return resultOf(await db.rpc('portal_confirm_visit', { p_id: id, p_version: version }))
}

/** Asks the office for a visit. The id comes from the form: sending it twice gives one. */
export async function askVisit(db: Supabase, input: z.infer<typeof askVisitSchema>): Promise<Result<string>> {
  return resultOf(
    await db.rpc('portal_ask_visit', {
      p_id: input.id,
      p_location_id: input.location_id,
      p_days: [input.day_1, input.day_2, input.day_3].filter((day) => day !== null),
      ...(input.note === null ? {} : { p_note: input.note }),
    }),
  )
}

/** Tells the office what of the contact details is not right. */
export async function askCorrection(
  db: Supabase,
  { id, customer_id, ...p }: z.infer<typeof askCorrectionSchema>,
): Promise<Result<string>> {
  return resultOf(await db.rpc('portal_ask_correction', { p_id: id, p_customer_id: customer_id, p }))
}
