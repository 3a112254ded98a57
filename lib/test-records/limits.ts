/** What a reading is held against, for the line across its bar. The verdict itself is lib/backflow/evaluate.ts. */
import { ASSEMBLIES, type AssemblyType } from '../backflow/assembly.ts'
import type { RuleProfile } from '../backflow/profiles.ts'
import type { ReadingKey } from '../backflow/readings.ts'

/**
 * The least a reading may be, in hundredths of a psid (inches for the gap); undefined where the rules set no number. An
 * RP's check 1 must also stand above the relief valve, by the buffer where the profile judges it.
 */
export function limitOf(
  type: AssemblyType,
  key: ReadingKey,
  profile: RuleProfile,
  read: { relief: number | null; supply: number | null },
): number | undefined {
  const relief = ASSEMBLIES[type].family === 'RP'
  switch (key) {
    case 'rvOpenedHundredthsPsid':
      return profile.rvMin
    case 'cv1HundredthsPsid': {
      if (!relief) return profile.dcCheckMin
      const above = read.relief === null ? 0 : read.relief + (profile.bufferMode === 'fail' ? profile.bufferMin : 1)
      return Math.max(profile.rpCv1Min ?? 0, above) || undefined
    }
    case 'cv2HundredthsPsid':
      return relief ? (profile.rpCv2Min ?? undefined) : profile.dcCheckMin
    case 'bcHundredthsPsid':
      return profile.bypassCheckMin
    case 'aiOpenedHundredthsPsid':
      return profile.airInletMin
    case 'cvHundredthsPsid':
      return profile.vbCheckMin
    case 'agGapHundredthsIn':
      return Math.max(profile.airGapMinHundredthsIn, 2 * (read.supply ?? 0))
    default:
      return undefined
  }
}
