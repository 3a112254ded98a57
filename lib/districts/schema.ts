import { z } from 'zod'
import { PROFILE_NAMES } from '../backflow/profiles.ts'
import { optionalText } from '../companies/schema.ts'
import { isState } from '../companies/states.ts'

export const DETECTOR_LAYOUTS = [
  { value: 'ONE', label: 'Everything on one report' },
  { value: 'MAIN_AND_BYPASS', label: 'The bypass on a report of its own' },
  { value: 'MAIN_PLUS_SHARED_CV1', label: 'The bypass on a report of its own, with the main check 1' },
] as const

const name = z
  .string('Enter the purveyor’s name.')
  .trim()
  .min(2, 'Enter the purveyor’s name, 2 to 120 characters.')
  .max(120, 'Enter the purveyor’s name, 2 to 120 characters.')
const state = z
  .string()
  .default('')
  .refine((code) => code === '' || isState(code), 'Choose the state.')
  .transform((code) => (code === '' ? null : code))

/** A box of the rules: its text is read by due-rule-form.ts and profile-form.ts. */
const typed = z.string().max(500, 'Up to 500 characters.').default('')

const dueBasis = z.enum(
  [
    '',
    'ANNIVERSARY_OF_TEST',
    'FIXED_ANNIVERSARY',
    'FIXED_DATE',
    'FIXED_DATE_BY_USE',
    'WINDOW',
    'CYCLE_GROUP',
    'ON_NOTICE',
    'EVENT_ONLY',
  ],
  'Choose from the list.',
)

export const districtSchema = z.object({
  id: z.uuid(),
  name,
  state,
  pws_id: optionalText(40),
  contact_name: optionalText(120),
  phone: optionalText(40),
  email: optionalText(254),
  notes: optionalText(4000),
  detector_layout: z.enum(['ONE', 'MAIN_AND_BYPASS', 'MAIN_PLUS_SHARED_CV1'], 'Choose from the list.'),
  repair_days: z
    .string()
    .trim()
    .default('')
    .refine(
      (text) => text === '' || (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 365),
      'Enter 1 to 365 days.',
    )
    .transform((text) => (text === '' ? null : Number(text))),
  due_basis: dueBasis.default(''),
  interval_months: typed,
  early_days: typed,
  dates: typed,
  by_use: typed,
  other: typed,
  opens: typed,
  closes: typed,
  days_from_letter: typed,
  rule_profile: z
    .enum(['', ...PROFILE_NAMES], 'Choose from the list.')
    .default('')
    .transform((profile) => (profile === '' ? null : profile)),
  rvMin: typed,
  rpCv1Min: typed,
  bufferMode: typed,
  bufferMin: typed,
  rpCv2Min: typed,
  dcCheckMin: typed,
  airInletMin: typed,
  vbCheckMin: typed,
  bypassCheckMin: typed,
  airInletFullyOpenAsked: typed,
  badInstallFails: typed,
})
export type DistrictInput = z.infer<typeof districtSchema>

export const addFromRulebookSchema = z.object({ district_id: z.uuid() })
export const addOwnSchema = z.object({ name, state })
export const removeDistrictSchema = z.object({ id: z.uuid(), back: z.literal('yes').optional() })
