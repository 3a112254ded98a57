/** What the codes of an assembly are called on screen and in files. */

/** Where an assembly stands against its due date, as device_list concludes it. */
export const COMPLIANCES = ['FAILED_OPEN', 'OVERDUE', 'DUE_SOON', 'NO_DATE', 'CURRENT', 'NOT_REQUIRED'] as const
export type Compliance = (typeof COMPLIANCES)[number]

export const COMPLIANCE_WORDS: Readonly<Record<Compliance, string>> = {
  FAILED_OPEN: 'Failed',
  OVERDUE: 'Overdue',
  DUE_SOON: 'Due soon',
  NO_DATE: 'No date',
  CURRENT: 'Current',
  NOT_REQUIRED: 'No test required',
}

export const DEVICE_STATUSES = [
  'ACTIVE',
  'SEASONAL_OFF',
  'PENDING_INSTALL',
  'REMOVED_CAPPED',
  'REPLACED',
  'NOT_FOUND',
  'ABANDONED',
] as const
export type DeviceStatus = (typeof DEVICE_STATUSES)[number]

export const STATUS_WORDS: Readonly<Record<DeviceStatus, string>> = {
  ACTIVE: 'Active',
  SEASONAL_OFF: 'Off for the season',
  PENDING_INSTALL: 'Not yet installed',
  REMOVED_CAPPED: 'Removed and capped',
  REPLACED: 'Replaced',
  NOT_FOUND: 'Not found',
  ABANDONED: 'Abandoned',
}

/** Statuses a person may choose; an assembly becomes REPLACED by replacing it. */
export const CHOSEN_STATUSES = DEVICE_STATUSES.filter((status) => status !== 'REPLACED')

export const DUE_SOURCE_WORDS: Readonly<Record<string, string>> = {
  imported: 'Imported',
  computed: 'From tests',
  manual: 'Typed',
}

export const HAZARDS = ['health', 'non_health', 'severe'] as const
export const HAZARD_WORDS: Readonly<Record<(typeof HAZARDS)[number], string>> = {
  health: 'Health hazard',
  non_health: 'Non-health hazard',
  severe: 'Severe hazard',
}

export const USES = ['domestic', 'irrigation', 'fire', 'process', 'combined'] as const
export const USE_WORDS: Readonly<Record<(typeof USES)[number], string>> = {
  domestic: 'Domestic',
  irrigation: 'Irrigation',
  fire: 'Fire',
  process: 'Process',
  combined: 'Combined',
}

/** The word for a code, or the code itself where nobody gave it one. */
export function wordFor(words: Readonly<Record<string, string>>, code: string | null | undefined): string {
  return code === null || code === undefined ? '' : (words[code] ?? code)
}
