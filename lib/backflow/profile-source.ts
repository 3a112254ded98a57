/** Turns what a district's or company's record holds (a profile's name and jsonb overrides) into the profile to judge by. */
import { z } from 'zod'
import {
  defaultProfileFor,
  PROFILE_NAMES,
  type ProfileOverrides,
  type RuleProfile,
  resolveProfile,
} from './profiles.ts'

/** Overrides as stored: only the numbers replaced; a key that is no rule is bad data. */
export const profileOverridesSchema = z.strictObject({
  rvMin: z.int().min(0).exactOptional(),
  rpCv1Min: z.int().min(0).nullable().exactOptional(),
  bufferMode: z.enum(['off', 'warn', 'fail']).exactOptional(),
  bufferMin: z.int().min(0).exactOptional(),
  rpCv2Min: z.int().min(0).nullable().exactOptional(),
  dcCheckMin: z.int().min(0).exactOptional(),
  airInletMin: z.int().min(0).exactOptional(),
  airInletFullyOpenAsked: z.boolean().exactOptional(),
  vbCheckMin: z.int().min(0).exactOptional(),
  bypassCheckMin: z.int().min(0).exactOptional(),
  airGapMinHundredthsIn: z.int().min(0).exactOptional(),
  badInstallFails: z.boolean().exactOptional(),
})

export interface ProfileSource {
  /** Null where the rulebook does not say. */
  profileName: string | null
  state: string | null
  /** Stored overrides, the district's first, then the company's; null for none. */
  overrides: readonly unknown[]
}

/** The profile to judge by, and whether it is assumed. Throws on an unknown name or override: that is bad data. */
export function profileOf({ profileName, state, overrides }: ProfileSource): {
  profile: RuleProfile
  assumed: boolean
} {
  const name = profileName === null ? defaultProfileFor(state).name : z.enum(PROFILE_NAMES).parse(profileName)
  const parsed = overrides.map((entry): ProfileOverrides => profileOverridesSchema.parse(entry ?? {}))
  return { profile: resolveProfile(name, ...parsed), assumed: profileName === null }
}
