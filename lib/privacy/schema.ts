import { z } from 'zod'

/** What sweep_company() answers. */
export const sweepOutcomeSchema = z.discriminatedUnion('erased', [
  z.object({ erased: z.literal(true), number: z.number(), hash: z.string(), counts: z.record(z.string(), z.number()) }),
  z.object({
    erased: z.literal(false),
    refused: z.enum(['identity', 'cancellation', 'grace', 'legal_hold']),
    reason: z.string().optional(),
    since: z.string().optional(),
  }),
])
export type SweepOutcome = z.infer<typeof sweepOutcomeSchema>

/** What check_erasure() answers. */
export const erasureFactsSchema = z.object({
  company: z.object({ erased_at: z.string().nullable(), clock_started_at: z.string().nullable() }).nullable(),
  left: z.record(z.string(), z.number()),
  chain_is_whole: z.boolean(),
  certificate: z
    .object({
      number: z.number(),
      erased_at: z.string(),
      hash: z.string(),
      counts: z.record(z.string(), z.number()),
      final_at: z.string().nullable(),
      is_intact: z.boolean(),
    })
    .nullable(),
})
export type ErasureFacts = z.infer<typeof erasureFactsSchema>

/** One entry of the list of erasures that is kept outside the tables: enough to erase again, and nobody's data. */
export const listedErasureSchema = z.object({
  company_id: z.uuid(),
  clock_started_at: z.string(),
  erased_at: z.string(),
  certificate: z.string(),
})
export type ListedErasure = z.infer<typeof listedErasureSchema>
