import { z } from 'zod'
import { optionalText } from '../companies/schema.ts'
import { isState } from '../companies/states.ts'
import { dayField, optionalDay, optionalFile } from '../gauges/schema.ts'

/** What a licence may cover besides testing: fire lines and repairs have their own in some places. */
export const SCOPES = [
  { value: 'general', label: 'Testing' },
  { value: 'fire', label: 'Fire lines' },
  { value: 'repair', label: 'Repairs' },
] as const
export type Scope = (typeof SCOPES)[number]['value']

/** Certificates people hold, offered as one types; any other text may be written. */
export const CERTIFICATE_TYPES = [
  'ASSE 5110',
  'ASSE 5130 (repair)',
  'ABPA',
  'AWWA CA-NV',
  'NEWWA',
  'TCEQ BPAT',
  'TREEO',
  'USC specialist',
  'UF TREEO repair',
] as const

/** 'FL, tx' → ['FL', 'TX']; an empty box counts everywhere. */
const states = z
  .string()
  .default('')
  .transform((text) => [
    ...new Set(
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter((code) => code !== ''),
    ),
  ])
  .refine((codes) => codes.length <= 60 && codes.every(isState), 'Write states as two letters, such as FL, TX.')

const ticked = z.literal('yes').optional()

export const licenceFields = z.object({
  certificate_type: z
    .string('Enter the certificate.')
    .trim()
    .min(1, 'Enter the certificate, such as ASSE 5110.')
    .max(60, 'Up to 60 characters.'),
  number: z
    .string('Enter the certificate number.')
    .trim()
    .min(1, 'Enter the certificate number.')
    .max(60, 'Up to 60 characters.'),
  issuer: optionalText(120),
  states,
  scope_general: ticked,
  scope_fire: ticked,
  scope_repair: ticked,
  issued_on: optionalDay,
  expires_on: dayField('Enter its last day.'),
  file: optionalFile,
})

type Fields = z.infer<typeof licenceFields>
const inOrder = (input: Fields) => input.issued_on === null || input.issued_on <= input.expires_on
const WRONG_ORDER = { message: 'The licence expires before it was issued. Check both dates.', path: ['expires_on'] }
const someScope = (input: Fields) => scopesOf(input).length > 0
const NO_SCOPE = { message: 'Tick what it covers.', path: ['scope_general'] }

export const addLicenceSchema = licenceFields
  .extend({ profile_id: z.uuid('Choose the person.') })
  .refine(inOrder, WRONG_ORDER)
  .refine(someScope, NO_SCOPE)
export const changeLicenceSchema = licenceFields
  .extend({ id: z.uuid(), profile_id: z.uuid() })
  .refine(inOrder, WRONG_ORDER)
  .refine(someScope, NO_SCOPE)
export const licenceIdSchema = z.object({ id: z.uuid(), profile_id: z.uuid(), back: z.literal('yes').optional() })

/** The scopes that were ticked. */
export function scopesOf(input: Pick<Fields, 'scope_general' | 'scope_fire' | 'scope_repair'>): Scope[] {
  return SCOPES.map(({ value }) => value).filter((scope) => input[`scope_${scope}`] === 'yes')
}

export type LicenceInput = Fields

/** "Testing, fire lines". */
export function scopeWords(scopes: readonly string[]): string {
  const words = SCOPES.filter(({ value }) => scopes.includes(value)).map(({ label }) => label)
  const text = words.join(', ').toLowerCase()
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
