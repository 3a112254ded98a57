import { z } from 'zod'
import { requiredLine } from '../customers/schema.ts'

/** A branch as a select gives it; blank means all of them. */
const branchId = z.union([z.guid(), z.literal('').transform(() => null)], { error: 'Choose a branch from the list.' })

export const branchSchema = z.object({
  id: z.guid(),
  name: requiredLine(80, 'Give the branch a name of up to 80 characters.'),
})
export const branchIdSchema = z.object({ id: z.guid() })
export const placeSchema = z.object({ profile_id: z.guid(), branch_id: branchId })
/** Customers without a branch, all or those with a site in one city. */
export const fillSchema = z.object({ branch_id: z.guid(), city: z.string().trim().max(80).default('') })
