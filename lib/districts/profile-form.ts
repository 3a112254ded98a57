import type { RuleNumbers } from '../backflow/profiles.ts'
import { profileOverridesSchema } from '../backflow/profile-source.ts'
import { formatPsid, parsePsid } from '../backflow/psid.ts'

/** The numbers of a profile a company may replace in the form; the rest of its overrides stays as it is. */
export const PROFILE_NUMBERS = [
  'rvMin',
  'rpCv1Min',
  'bufferMin',
  'rpCv2Min',
  'dcCheckMin',
  'airInletMin',
  'vbCheckMin',
  'bypassCheckMin',
] as const satisfies readonly (keyof RuleNumbers)[]
export type ProfileNumber = (typeof PROFILE_NUMBERS)[number]
const FLAGS = ['airInletFullyOpenAsked', 'badInstallFails'] as const

/** Boxes by name: psid as typed, 'yes', 'no' or '' for the flags and `bufferMode`; '' keeps what the profile says. */
export type ProfileTexts = Record<ProfileNumber | (typeof FLAGS)[number] | 'bufferMode', string>
export type ReadOverrides = { overrides: Record<string, unknown>; errors: Partial<Record<keyof ProfileTexts, string>> }

/** Reads the boxes into what is stored in `profile_overrides`. 'none' takes away a number that only some profiles have. */
export function readOverrides(texts: ProfileTexts, kept: unknown): ReadOverrides {
  const errors: ReadOverrides['errors'] = {}
  const overrides: Record<string, unknown> = {}
  const before = profileOverridesSchema.safeParse(kept ?? {})
  if (before.data?.airGapMinHundredthsIn !== undefined)
    overrides.airGapMinHundredthsIn = before.data.airGapMinHundredthsIn
  for (const key of PROFILE_NUMBERS) {
    const text = texts[key].trim()
    if (text === '') continue
    if (text.toLowerCase() === 'none' && (key === 'rpCv1Min' || key === 'rpCv2Min')) {
      overrides[key] = null
      continue
    }
    const read = parsePsid(text)
    if (read.ok && read.hundredths <= 3000) overrides[key] = read.hundredths
    else errors[key] = read.ok ? 'Enter 0 to 30 psid.' : read.message
  }
  const { bufferMode } = texts
  if (bufferMode === 'off' || bufferMode === 'warn' || bufferMode === 'fail') overrides.bufferMode = bufferMode
  for (const flag of FLAGS) if (texts[flag] === 'yes' || texts[flag] === 'no') overrides[flag] = texts[flag] === 'yes'
  return { overrides, errors }
}

/** The stored overrides as the form's boxes show them. */
export function overrideTexts(stored: unknown): ProfileTexts {
  const found = profileOverridesSchema.parse(stored ?? {})
  const psid = (key: ProfileNumber): string => {
    const value = found[key]
    return value === undefined ? '' : value === null ? 'none' : formatPsid(value)
  }
  const flag = (value: boolean | undefined): string => (value === undefined ? '' : value ? 'yes' : 'no')
  return {
    rvMin: psid('rvMin'),
    rpCv1Min: psid('rpCv1Min'),
    bufferMin: psid('bufferMin'),
    rpCv2Min: psid('rpCv2Min'),
    dcCheckMin: psid('dcCheckMin'),
    airInletMin: psid('airInletMin'),
    vbCheckMin: psid('vbCheckMin'),
    bypassCheckMin: psid('bypassCheckMin'),
    bufferMode: found.bufferMode ?? '',
    airInletFullyOpenAsked: flag(found.airInletFullyOpenAsked),
    badInstallFails: flag(found.badInstallFails),
  }
}
