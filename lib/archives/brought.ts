import { z } from 'zod'

/** What came in with an archive: rows by table, and how many files it names without holding them. */
export const broughtSchema = z.object({
  signed: z.boolean(),
  rows: z.record(z.string(), z.number()),
  files: z.number(),
})
export type Brought = z.infer<typeof broughtSchema>
