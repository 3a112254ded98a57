import { z } from 'zod'
import { ASSEMBLY_TYPES } from '../backflow/assembly.ts'
import { parseSize } from '../backflow/size.ts'
import { isDay } from '../dates.ts'
import { parseCents } from '../money.ts'
import { CHOSEN_STATUSES, HAZARDS, USES } from './words.ts'

/** A line of text; blank is null. */
export const line = (longest: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .refine((text) => text.length <= longest, `Keep it to ${longest} characters.`)
    .transform((text) => (text === '' ? null : text))

/** Text of several lines; blank is null. */
export const prose = (longest: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .refine((text) => text.length <= longest, `Keep it to ${longest.toLocaleString('en-US')} characters.`)
    .transform((text) => (text === '' ? null : text))

/** A day from a date box; blank is null. */
export const optionalDay = z
  .string()
  .default('')
  .refine((text) => text === '' || isDay(text), 'Enter a day such as 2027-03-04.')
  .transform((text) => (text === '' ? null : text))

const choice = <T extends string>(values: readonly T[], sentence: string) =>
  z
    .string()
    .default('')
    .transform((text) => (text === '' ? null : (values.find((value) => value === text) ?? text)))
    .refine((value): value is T | null => value === null || values.some((known) => known === value), sentence)

const size = z
  .string()
  .default('')
  .transform((text, issues) => {
    if (text.trim() === '') return null
    const parsed = parseSize(text)
    if (parsed.ok) return { text: parsed.size.text, thousandths: parsed.size.thousandths }
    const hint = parsed.suggestion === null ? '' : ` Is it ${parsed.suggestion}?`
    issues.addIssue({ code: 'custom', message: `Write the size in inches, such as 3/4 or 1-1/2.${hint}` })
    return z.NEVER
  })

const price = z
  .string()
  .default('')
  .transform((text, issues) => {
    if (text.trim() === '') return null
    const parsed = parseCents(text)
    if (parsed.ok && parsed.cents >= 0 && parsed.cents <= 10_000_000) return parsed.cents
    issues.addIssue({ code: 'custom', message: parsed.ok ? 'Enter a price from $0 to $100,000.' : parsed.message })
    return z.NEVER
  })

const months = z
  .string()
  .default('')
  .refine(
    (text) => text.trim() === '' || (/^\d{1,3}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 120),
    'Enter 1 to 120 months.',
  )
  .transform((text) => (text.trim() === '' ? null : Number(text)))

const optionalId = (sentence: string) =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || z.guid().safeParse(text).success, sentence)
    .transform((text) => (text === '' ? null : text))

const plate = {
  type: z.enum(ASSEMBLY_TYPES, 'Choose the type of assembly.'),
  manufacturer: line(80),
  model: line(80),
  size,
  serial: line(60),
  bypass_manufacturer: line(80),
  bypass_model: line(80),
  bypass_size: size,
  bypass_serial: line(60),
  installed_on: optionalDay,
  tag_no: line(60),
}

const device = {
  ...plate,
  location_id: z.guid('Choose where it stands.'),
  company_district_id: optionalId('This purveyor is not on your list. Choose another.'),
  location_on_site: line(160),
  serves: line(160),
  hazard: choice(HAZARDS, 'Choose a hazard from the list.'),
  use: choice(USES, 'Choose a use from the list.'),
  containment: choice(['yes', 'no'], 'Choose yes or no.').transform((value) =>
    value === null ? null : value === 'yes',
  ),
  non_potable_supply: z
    .literal('on')
    .optional()
    .transform((value) => value === 'on'),
  status: z.enum(CHOSEN_STATUSES, 'Choose a status from the list.').default('ACTIVE'),
  interval_months: months,
  account_no: line(60),
  meter_no: line(60),
  price,
  district_due_on: optionalDay,
  our_target_on: optionalDay,
  notes: prose(10_000),
}

export const addDeviceSchema = z.object({ id: z.guid(), ...device })
export type AddDeviceInput = z.infer<typeof addDeviceSchema>

/** `status` is left as it is where the form does not send it; `was_due_on` is the date the form showed. */
export const correctDeviceSchema = z.object({
  id: z.guid(),
  ...device,
  status: z.enum(CHOSEN_STATUSES, 'Choose a status from the list.').optional(),
  was_due_on: optionalDay,
})
export type CorrectDeviceInput = z.infer<typeof correctDeviceSchema>

export const replaceDeviceSchema = z.object({
  id: z.guid(),
  new_id: z.guid(),
  ...plate,
  installed_on: z.string().refine(isDay, 'Enter the day the new assembly went in.'),
})
export type ReplaceDeviceInput = z.infer<typeof replaceDeviceSchema>

const someIds = z
  .union([z.guid().transform((id) => [id]), z.array(z.guid())])
  .refine((all) => all.length <= 500, 'Choose between 1 and 500 rows.')

/** What the bar under a list sends: the ticked rows and which of its buttons was pressed. */
export const changeDevicesSchema = z.object({
  ids: someIds,
  do: z.enum(['status', 'district', 'target']),
  status: z.string().default(''),
  company_district_id: z.string().default(''),
  our_target_on: z.string().default(''),
})

const before = z.array(
  z.object({
    id: z.string(),
    status: z.string(),
    company_district_id: z.string().nullable(),
    our_target_on: z.string().nullable(),
    our_target_by_hand: z.boolean(),
  }),
)
const changes = z.union([
  z.strictObject({ status: z.enum(CHOSEN_STATUSES) }),
  z.strictObject({ company_district_id: z.guid().nullable() }),
  z.strictObject({ our_target_on: z.string().refine(isDay).nullable() }),
])
export type DeviceChange = z.infer<typeof changes>
export type DeviceBefore = z.infer<typeof before>
export const beforeSchema = before

/** The note a bulk change leaves for its undo. */
export const undoChangeSchema = z.object({
  undo: z
    .string()
    .transform((text, issues): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        issues.addIssue('not JSON')
        return z.NEVER
      }
    })
    .pipe(z.object({ before, changes })),
})

export const deviceIdSchema = z.object({ id: z.guid() })
