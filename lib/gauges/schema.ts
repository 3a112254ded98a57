import { z } from 'zod'
import { parsePsid } from '../backflow/psid.ts'
import { optionalText } from '../companies/schema.ts'
import { isDay } from '../dates.ts'

/** A day from a date box. */
export const dayField = (message: string) => z.string(message).refine(isDay, message)
/** A date box that may stay empty. */
export const optionalDay = z
  .string()
  .default('')
  .refine((text) => text === '' || isDay(text), 'Enter a day, such as 03/04/2027.')
  .transform((text) => (text === '' ? null : text))
/** A select of rows with an empty choice. */
export const optionalId = z
  .union([z.uuid(), z.literal('')], 'Choose from the list.')
  .default('')
  .transform((id) => (id === '' ? null : id))

/** A file box that may stay empty: browsers send an empty file then. */
export const optionalFile = z
  .instanceof(File)
  .optional()
  .transform((file) => (file === undefined || file.size === 0 ? null : file))

export const GAUGE_KINDS = [
  { value: 'differential', label: 'Differential' },
  { value: 'duplex', label: 'Duplex' },
  { value: 'sight_tube', label: 'Sight tube' },
] as const
export const WATER_CLASSES = [
  { value: 'potable', label: 'Potable' },
  { value: 'non_potable', label: 'Non-potable' },
] as const

const text = (max: number, missing: string) =>
  z.string(missing).trim().min(1, missing).max(max, `Up to ${max} characters.`)

export const gaugeSchema = z.object({
  manufacturer: text(80, 'Enter the maker.'),
  model: text(80, 'Enter the model.'),
  serial: text(60, 'Enter the serial, up to 60 characters.'),
  kind: z.enum(['differential', 'duplex', 'sight_tube'], 'Choose the kind.'),
  water_class: z.enum(['potable', 'non_potable'], 'Choose the water it is kept for.'),
  interval_months: z
    .string()
    .trim()
    .regex(/^\d{1,2}$/, 'Enter 1 to 36 months.')
    .transform(Number)
    .refine((months) => months >= 1 && months <= 36, 'Enter 1 to 36 months.'),
  assigned_to: optionalId,
  notes: optionalText(4000),
})
export type GaugeInput = z.infer<typeof gaugeSchema>

/** psid as typed → hundredths; an empty box stays null. */
const errorPsid = z
  .string()
  .trim()
  .default('')
  .transform((typed, check) => {
    if (typed === '') return null
    const read = parsePsid(typed)
    if (read.ok && read.hundredths <= 500) return read.hundredths
    check.addIssue({ code: 'custom', message: read.ok ? 'Enter the largest error in psid, 0 to 5.' : read.message })
    return z.NEVER
  })

export const calibrationSchema = z.object({
  gauge_id: z.uuid(),
  calibrated_on: dayField('Enter the day of the accuracy check.'),
  lab: optionalText(120),
  certificate_no: optionalText(60),
  max_error: errorPsid,
  file: optionalFile,
})
export type CalibrationInput = z.infer<typeof calibrationSchema>

export const gaugeIdSchema = z.object({ id: z.uuid() })
export const retireSchema = gaugeIdSchema.extend({ retired: z.enum(['yes', 'no']) })
export const calibrationIdSchema = z.object({ id: z.uuid(), gauge_id: z.uuid(), back: z.literal('yes').optional() })
