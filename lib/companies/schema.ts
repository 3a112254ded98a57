import { z } from 'zod'
import { companyName, personName } from '../accounts/schema.ts'
import { isState } from './states.ts'
import { isTimeZone } from './time-zones.ts'

/** A box that may stay empty: '' becomes null. */
export const optionalText = (max: number, message = `Up to ${max} characters.`) =>
  z
    .string()
    .trim()
    .max(max, message)
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .default(null)

/** Whole days from a box; a blank is not zero. */
const days = (min: number, max: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, `Enter ${min} to ${max} days.`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `Enter ${min} to ${max} days.`)

export const companySchema = z.object({
  name: companyName,
  phone: optionalText(40),
  email: optionalText(254).refine(
    (text) => text === null || /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text),
    'Enter a complete email address.',
  ),
  line1: optionalText(160),
  line2: optionalText(160),
  city: optionalText(80),
  state: optionalText(2).refine((code) => code === null || isState(code), 'Choose the state.'),
  zip: optionalText(10).refine((zip) => zip === null || /^\d{5}(-\d{4})?$/.test(zip), 'Enter a ZIP of five digits.'),
  time_zone: z.string().refine(isTimeZone, 'Choose a time zone from the list.'),
  licence_text: optionalText(200),
})
export type CompanyDetails = z.infer<typeof companySchema>

export const settingsSchema = z.object({
  due_soon_days: days(1, 180),
  target_lead_days: days(0, 180),
  photo_days: days(7, 365),
  certification_sentence: z
    .string()
    .trim()
    .min(10, 'The sentence needs 10 to 600 characters.')
    .max(600, 'The sentence needs 10 to 600 characters.'),
  technicians_see_prices: z
    .literal('yes')
    .optional()
    .transform((ticked) => ticked === 'yes'),
})
export type CompanySettings = z.infer<typeof settingsSchema>

export const logoSchema = z.object({ file: z.instanceof(File, { message: 'Choose an image.' }) })

export const profileSchema = z.object({ full_name: personName, phone: optionalText(40) })
export const fieldOrderSchema = z.object({ field_order: z.enum(['USC', 'ASSE'], 'Choose an order.') })
