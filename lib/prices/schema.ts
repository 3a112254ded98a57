import { z } from 'zod'
import { ASSEMBLY_TYPES } from '../backflow/assembly.ts'
import { parseSize } from '../backflow/size.ts'
import { line } from '../devices/schema.ts'
import { parseCents } from '../money.ts'
import { PRICE_KINDS } from './words.ts'

/** An amount of $0 to $100,000 as people type it, in cents. */
export const price = z.string().transform((text, issues) => {
  const parsed = parseCents(text)
  if (parsed.ok && parsed.cents >= 0 && parsed.cents <= 10_000_000) return parsed.cents
  issues.addIssue({ code: 'custom', message: parsed.ok ? 'Enter a price from $0 to $100,000.' : parsed.message })
  return z.NEVER
})

const size = z
  .string()
  .default('')
  .transform((text, issues) => {
    if (text.trim() === '') return null
    const parsed = parseSize(text)
    if (parsed.ok) return parsed.size.text
    issues.addIssue({ code: 'custom', message: 'Write the size in inches, such as 3/4 or 1-1/2.' })
    return z.NEVER
  })

const type = z
  .string()
  .default('')
  .transform((text) => text.trim().toUpperCase())
  .transform((text) => (text === '' ? null : text))
  .pipe(z.enum(ASSEMBLY_TYPES, 'Choose a type from the list.').nullable())

export const priceSchema = z.object({
  id: z.guid(),
  kind: z.enum(PRICE_KINDS, 'Choose what the price is for.'),
  name: line(160).pipe(z.string('Give it a name.')),
  device_type: type,
  size,
  model: line(80),
  company_district_id: z.preprocess((value) => (value === '' ? null : value), z.guid().nullable().default(null)),
  price,
  taxed: z.preprocess((value) => value === 'yes', z.boolean()),
})
export type PriceInput = z.infer<typeof priceSchema>

/** A percentage as people type it, in hundredths of a percent: '7.25' is 725. */
const rate = z
  .string()
  .regex(/^\s*(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)\s*%?\s*$/, 'Enter a rate from 0 to 100, such as 7.25.')
  .transform((text) => Math.round(Number.parseFloat(text) * 100))

const PAYMENT_DAYS = 'Enter 0 to 365 days.'
const FIRST_NUMBER = 'Enter a whole number from 1 to 100,000,000.'

export const billingRulesSchema = z.object({
  tax: rate,
  payment_days: z.coerce.number(PAYMENT_DAYS).int(PAYMENT_DAYS).min(0, PAYMENT_DAYS).max(365, PAYMENT_DAYS),
  first_invoice_number: z.coerce
    .number(FIRST_NUMBER)
    .int(FIRST_NUMBER)
    .min(1, FIRST_NUMBER)
    .max(100_000_000, FIRST_NUMBER),
})
export type BillingRules = z.infer<typeof billingRulesSchema>

export const pricesSheetSchema = z.object({
  sheet: z.string().trim().min(1, 'Paste the rows of your price list.').max(200_000, 'Paste fewer rows at a time.'),
})
