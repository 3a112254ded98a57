/**
 * One block of readings: what the gauge said on one part (main or bypass) at one stage (initial or final). Blocks are flat
 * and serialisable; a blank is null, never zero. The table test_readings holds the same in columns. DOMAIN 1.3 E.
 */
import { ASSEMBLIES, type AssemblyType, type Family } from './assembly.ts'

export type CheckState = 'tight' | 'leaked'
export type Shutoff2State = 'tight' | 'leaked' | 'leaked_compensated'
export type InspectionOutcome = 'acceptable' | 'not_acceptable'
export type Part = 'main' | 'bypass'
export type Stage = 'initial' | 'final'

interface Condition {
  shutoff2State: Shutoff2State | null
}

/** RP, RPDA, RPDA2. `cv2State` is tight or leaked against back-pressure; `cv2HundredthsPsid` its reading in flow. */
export interface RpBlock extends Condition {
  family: 'RP'
  rvOpenedHundredthsPsid: number | null
  rvDidNotOpen: boolean
  cv1HundredthsPsid: number | null
  cv1State: CheckState | null
  cv2HundredthsPsid: number | null
  cv2State: CheckState | null
  /** The bypass check of a Type II, on the main block. */
  bcHundredthsPsid: number | null
  bcState: CheckState | null
}

/** DC, DCDA, DCDA2, and the single checks SCVT and SCDAT, which read check 1 only. */
export interface DcBlock extends Condition {
  family: 'DC'
  cv1HundredthsPsid: number | null
  cv1State: CheckState | null
  cv2HundredthsPsid: number | null
  cv2State: CheckState | null
  bcHundredthsPsid: number | null
  bcState: CheckState | null
}

/** PVB and SVB. */
export interface VbBlock extends Condition {
  family: 'VB'
  aiOpenedHundredthsPsid: number | null
  aiDidNotOpen: boolean
  aiFullyOpen: boolean | null
  cvHundredthsPsid: number | null
  cvState: CheckState | null
}

/** Air gap: the supply's inside diameter and the gap, in hundredths of an inch. */
export interface AgBlock extends Condition {
  family: 'AG'
  agSupplyHundredthsIn: number | null
  agGapHundredthsIn: number | null
}

/** AVB and devices that are looked at, not gauged. */
export interface InspectionBlock extends Condition {
  family: 'INSPECTION'
  inspectionOutcome: InspectionOutcome | null
}

export type ReadingsBlock = RpBlock | DcBlock | VbBlock | AgBlock | InspectionBlock

/** The key of one reading in a block, whatever the family. */
export type ReadingKey = Exclude<
  keyof RpBlock | keyof DcBlock | keyof VbBlock | keyof AgBlock | keyof InspectionBlock,
  'family'
>

/** The column of each reading in test_readings. */
export const COLUMN_OF = {
  rvOpenedHundredthsPsid: 'rv_opened_hundredths_psid',
  rvDidNotOpen: 'rv_did_not_open',
  cv1HundredthsPsid: 'cv1_hundredths_psid',
  cv1State: 'cv1_state',
  cv2HundredthsPsid: 'cv2_hundredths_psid',
  cv2State: 'cv2_state',
  bcHundredthsPsid: 'bc_hundredths_psid',
  bcState: 'bc_state',
  aiOpenedHundredthsPsid: 'ai_opened_hundredths_psid',
  aiDidNotOpen: 'ai_did_not_open',
  aiFullyOpen: 'ai_fully_open',
  cvHundredthsPsid: 'cv_hundredths_psid',
  cvState: 'cv_state',
  agSupplyHundredthsIn: 'ag_supply_hundredths_in',
  agGapHundredthsIn: 'ag_gap_hundredths_in',
  inspectionOutcome: 'inspection_outcome',
  shutoff2State: 'shutoff2_state',
} as const satisfies Record<ReadingKey, string>

/** A row of test_readings, without its keys. Every column is null where the family does not read it. */
export interface ReadingsRow {
  rv_opened_hundredths_psid: number | null
  rv_did_not_open: boolean | null
  cv1_hundredths_psid: number | null
  cv1_state: CheckState | null
  cv2_hundredths_psid: number | null
  cv2_state: CheckState | null
  bc_hundredths_psid: number | null
  bc_state: CheckState | null
  ai_opened_hundredths_psid: number | null
  ai_did_not_open: boolean | null
  ai_fully_open: boolean | null
  cv_hundredths_psid: number | null
  cv_state: CheckState | null
  ag_supply_hundredths_in: number | null
  ag_gap_hundredths_in: number | null
  inspection_outcome: InspectionOutcome | null
  shutoff2_state: Shutoff2State | null
}

/** Readings by key, as a form, the phone or JSON holds them; absent, null and undefined all mean blank. */
export type ReadingFields = { readonly [K in ReadingKey]?: unknown }

/** A row as the database or JSON hands it over: any column may be absent, texts are not yet narrowed. */
export type LooseReadingsRow = { readonly [K in keyof ReadingsRow]?: unknown }

type AllReadings = { [K in ReadingKey]: ReadingsRow[(typeof COLUMN_OF)[K]] }

const NOTHING: AllReadings = {
  rvOpenedHundredthsPsid: null,
  rvDidNotOpen: null,
  cv1HundredthsPsid: null,
  cv1State: null,
  cv2HundredthsPsid: null,
  cv2State: null,
  bcHundredthsPsid: null,
  bcState: null,
  aiOpenedHundredthsPsid: null,
  aiDidNotOpen: null,
  aiFullyOpen: null,
  cvHundredthsPsid: null,
  cvState: null,
  agSupplyHundredthsIn: null,
  agGapHundredthsIn: null,
  inspectionOutcome: null,
  shutoff2State: null,
}

/** The family of readings a type takes. */
export function familyOf(type: AssemblyType): Family {
  return ASSEMBLIES[type].family
}

/** A block with every reading blank. */
export function emptyBlock(type: AssemblyType): ReadingsBlock {
  return buildBlock(type, {})
}

/**
 * The block of a type from loose fields keyed as in the block: what does not belong to the family is left out.
 * Throws when a value has the wrong shape (a fraction, a negative number, an unknown state): that is a fault, not a person's error.
 */
export function buildBlock(type: AssemblyType, fields: ReadingFields): ReadingsBlock {
  const shutoff2State = state(fields, 'shutoff2State', ['tight', 'leaked', 'leaked_compensated'])
  const family = familyOf(type)
  switch (family) {
    case 'RP':
      return {
        family,
        rvOpenedHundredthsPsid: whole(fields, 'rvOpenedHundredthsPsid'),
        rvDidNotOpen: flag(fields, 'rvDidNotOpen') ?? false,
        ...checks(fields),
        shutoff2State,
      }
    case 'DC':
      return { family, ...checks(fields), shutoff2State }
    case 'VB':
      return {
        family,
        aiOpenedHundredthsPsid: whole(fields, 'aiOpenedHundredthsPsid'),
        aiDidNotOpen: flag(fields, 'aiDidNotOpen') ?? false,
        aiFullyOpen: flag(fields, 'aiFullyOpen'),
        cvHundredthsPsid: whole(fields, 'cvHundredthsPsid'),
        cvState: state(fields, 'cvState', ['tight', 'leaked']),
        shutoff2State,
      }
    case 'AG':
      return {
        family,
        agSupplyHundredthsIn: whole(fields, 'agSupplyHundredthsIn'),
        agGapHundredthsIn: whole(fields, 'agGapHundredthsIn'),
        shutoff2State,
      }
    case 'INSPECTION':
      return {
        family,
        inspectionOutcome: state(fields, 'inspectionOutcome', ['acceptable', 'not_acceptable']),
        shutoff2State,
      }
  }
}

/** The block as columns; columns of other families are null. */
export function blockToRow(block: ReadingsBlock): ReadingsRow {
  const all: AllReadings = { ...NOTHING, ...block }
  return {
    rv_opened_hundredths_psid: all.rvOpenedHundredthsPsid,
    rv_did_not_open: all.rvDidNotOpen,
    cv1_hundredths_psid: all.cv1HundredthsPsid,
    cv1_state: all.cv1State,
    cv2_hundredths_psid: all.cv2HundredthsPsid,
    cv2_state: all.cv2State,
    bc_hundredths_psid: all.bcHundredthsPsid,
    bc_state: all.bcState,
    ai_opened_hundredths_psid: all.aiOpenedHundredthsPsid,
    ai_did_not_open: all.aiDidNotOpen,
    ai_fully_open: all.aiFullyOpen,
    cv_hundredths_psid: all.cvHundredthsPsid,
    cv_state: all.cvState,
    ag_supply_hundredths_in: all.agSupplyHundredthsIn,
    ag_gap_hundredths_in: all.agGapHundredthsIn,
    inspection_outcome: all.inspectionOutcome,
    shutoff2_state: all.shutoff2State,
  }
}

/** The block of a type from its row. Throws as `buildBlock` does. */
export function rowToBlock(type: AssemblyType, row: LooseReadingsRow): ReadingsBlock {
  const fields: { [K in ReadingKey]?: unknown } = {}
  for (const key of READING_KEYS) fields[key] = row[COLUMN_OF[key]]
  return buildBlock(type, fields)
}

/** True when nothing has been read yet. */
export function isBlank(block: ReadingsBlock): boolean {
  return Object.entries(block).every(([key, value]) => key === 'family' || value === null || value === false)
}

const READING_KEYS: readonly ReadingKey[] = Object.keys(COLUMN_OF).filter(isReadingKey)

function isReadingKey(key: string): key is ReadingKey {
  return key in COLUMN_OF
}

function checks(fields: ReadingFields): Omit<DcBlock, 'family' | 'shutoff2State'> {
  return {
    cv1HundredthsPsid: whole(fields, 'cv1HundredthsPsid'),
    cv1State: state(fields, 'cv1State', ['tight', 'leaked']),
    cv2HundredthsPsid: whole(fields, 'cv2HundredthsPsid'),
    cv2State: state(fields, 'cv2State', ['tight', 'leaked']),
    bcHundredthsPsid: whole(fields, 'bcHundredthsPsid'),
    bcState: state(fields, 'bcState', ['tight', 'leaked']),
  }
}

function whole(fields: ReadingFields, key: ReadingKey): number | null {
  const value = fields[key] ?? null
  if (value === null) return null
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw new TypeError(`${key} is not whole hundredths: ${JSON.stringify(value)}`)
}

function flag(fields: ReadingFields, key: ReadingKey): boolean | null {
  const value = fields[key] ?? null
  if (value === null || typeof value === 'boolean') return value
  throw new TypeError(`${key} is neither yes nor no: ${JSON.stringify(value)}`)
}

function state<T extends string>(fields: ReadingFields, key: ReadingKey, states: readonly T[]): T | null {
  const value = fields[key] ?? null
  if (value === null) return null
  const known = states.find((candidate) => candidate === value)
  if (known === undefined) throw new TypeError(`${key} is unknown: ${JSON.stringify(value)}`)
  return known
}
