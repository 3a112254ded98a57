import { z } from 'zod'
import { line, prose } from '../devices/schema.ts'
import { normalisePhone } from '../imports/keys.ts'

/** A phone number, stored as +15615550100; blank is null. */
export const optionalPhone = z
  .string()
  .default('')
  .transform((text, issues) => {
    if (text.trim() === '') return null
    const phone = normalisePhone(text)
    if (phone !== null) return phone
    issues.addIssue({ code: 'custom', message: 'Enter a phone number such as (561) 555-0100.' })
    return z.NEVER
  })

/** An email address; blank is null. */
export const optionalEmail = z
  .string()
  .default('')
  .transform((text) => text.trim())
  .refine(
    (text) => text === '' || (text.length <= 254 && z.email().safeParse(text).success),
    'Enter a complete email address.',
  )
  .transform((text) => (text === '' ? null : text))

/** Two letters; blank is null. */
export const optionalState = z
  .string()
  .default('')
  .transform((text) => text.trim().toUpperCase())
  .refine((text) => text === '' || /^[A-Z]{2}$/.test(text), 'Write the state as two letters.')
  .transform((text) => (text === '' ? null : text))

/** Five digits, or nine; blank is null. */
export const optionalZip = z
  .string()
  .default('')
  .transform((text) => text.trim())
  .refine(
    (text) => text === '' || /^\d{5}(-\d{4})?$/.test(text) || /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i.test(text),
    'Write the zip as 33411 or 33411-1234.',
  )
  .transform((text) => (text === '' ? null : text))

/** A line that must be there. */
export const requiredLine = (longest: number, sentence: string) =>
  z
    .string({ error: sentence })
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .refine((text) => text.length >= 1 && text.length <= longest, sentence)

export const customerSchema = z.object({
  id: z.guid(),
  name: requiredLine(160, 'Enter a name of up to 160 characters.'),
  parent_name: line(160),
  contact_name: line(120),
  phone: optionalPhone,
  email: optionalEmail,
  line1: line(160),
  line2: line(160),
  city: line(80),
  state: optionalState,
  zip: optionalZip,
  notes: prose(10_000),
  branch_id: z
    .union([z.guid(), z.literal('').transform(() => null)])
    .optional()
    .describe('absent where the company has no branches, or the person works in one'),
})
export type CustomerInput = z.infer<typeof customerSchema>

export const customerIdSchema = z.object({ id: z.guid() })
