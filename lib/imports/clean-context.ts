import type { AssemblyType } from '../backflow/assembly.ts'
import { RULE_PROFILES, type RuleProfile } from '../backflow/profiles.ts'
import { today, type Day } from '../dates.ts'

/**
 * What the cleaning may know besides the row. `state` stands in where a row names none (for matching purveyors only).
 * `typeOfSerial` answers with the type of a device on file, by `normaliseSerial`, so that past tests are judged by it.
 */
export interface CleanContext {
  today: Day
  state: string | null
  profile: RuleProfile
  typeOfSerial: (serialKey: string) => AssemblyType | null
}

/** A context for a file alone: today, no state, USC10, no devices. */
export function newContext(given: Partial<CleanContext> = {}): CleanContext {
  return { today: today(), state: null, profile: RULE_PROFILES.USC10, typeOfSerial: () => null, ...given }
}
