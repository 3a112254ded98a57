import { z } from 'zod'
import { optionalDay, prose } from '../devices/schema.ts'

export const requestSchema = z.object({
  kind: z.enum(['access', 'correction', 'deletion', 'portability', 'opt_out'], 'Choose what was asked.'),
  requester_name: z.string().trim().min(1, 'Enter who asks.').max(160),
  requester_contact: z.string().trim().min(3, 'Enter how to reach them.').max(254),
  customer_id: z.union([z.guid(), z.literal('').transform(() => null)]),
  received_on: optionalDay,
  is_california: z
    .literal('on')
    .optional()
    .transform((box) => box === 'on'),
  details: prose(4000),
})
export type RequestInput = z.infer<typeof requestSchema>
export const checkSchema = z.object({
  id: z.guid(),
  how: z.string().trim().min(5, 'Say how you checked who is asking, in a few words.').max(500),
})
export const answerSchema = z.object({
  id: z.guid(),
  outcome: z.enum(['done', 'partly', 'refused', 'withdrawn'], 'Choose how it ended.'),
  note: z.string().trim().max(2000),
})
export const requestIdSchema = z.object({ id: z.guid() })
const HOURS = 'Support looks in for 1 to 168 hours.'
export const supportSchema = z.object({ hours: z.coerce.number(HOURS).int(HOURS).min(1, HOURS).max(168, HOURS) })
export const noFieldsSchema = z.object({})

const ruleSchema = z.object({ what: z.string(), rows: z.number(), rule: z.string(), until: z.string().nullable() })
export type KeptRule = z.infer<typeof ruleSchema>
/** What privacy_facts() answers. */
export const factsSchema = z.object({ held_since: z.string().nullable(), kept: z.array(ruleSchema) })
/** What erase_customer() answers. */
export const erasedSchema = z.object({ gone: z.record(z.string(), z.number()), kept: z.array(ruleSchema) })
/** What customer_data() answers. */
export const customerDataSchema = z.object({
  request: z.string(),
  made_at: z.string(),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.json()))),
})
export type CustomerData = z.infer<typeof customerDataSchema>
