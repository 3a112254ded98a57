/** The readings of a record line by line, as its page and its report show them: what was read, what was asked, what came of it. */
import { ASSEMBLIES, type AssemblyType } from '../backflow/assembly.ts'
import { type CheckCode, type CheckStatus, componentName } from '../backflow/checks.ts'
import { formatInches, formatPsid } from '../backflow/psid.ts'
import { type LooseReadingsRow, type Part, type ReadingsBlock, rowToBlock, type Stage } from '../backflow/readings.ts'

/** A check as stored with the record. */
export interface StoredCheck {
  stage: Stage | 'record'
  component: string
  part: Part
  code: string
  value: number | null
  limit: number | null
  rule: string
  status: CheckStatus
  message: string
}

/** A row of test_readings as it comes. */
export type StoredReadings = LooseReadingsRow & { stage: Stage; part: Part }

export interface ReadingCell {
  text: string
  status: CheckStatus | null
}

export interface ReadingLine {
  part: Part
  label: string
  /** What the rules asked: '≥ 2.0', 'tight'; '' where nothing. */
  asked: string
  cells: Record<Stage, ReadingCell | null>
}

interface Line {
  label: (part: Part) => string
  /** The checks that judge this line; the first one with a limit says what was asked. */
  codes: readonly CheckCode[]
  asked?: string
  text: (block: ReadingsBlock) => string
}

/** One line per thing read, main part first, then a Type I's bypass. Unread things say 'not read'. */
export function readingLines(
  type: AssemblyType,
  readings: readonly StoredReadings[],
  checks: readonly StoredCheck[],
): ReadingLine[] {
  const parts: Part[] = ASSEMBLIES[type].detector === 'TYPE_I' ? ['main', 'bypass'] : ['main']
  const stages: Stage[] = ['initial', 'final']
  return parts.flatMap((part) => {
    const blocks = new Map(
      stages.flatMap((stage) => {
        const row = readings.find((each) => each.stage === stage && each.part === part)
        return row ? [[stage, rowToBlock(type, row)] as const] : []
      }),
    )
    return linesOf(type).flatMap((line) => {
      const mine = checks.filter((check) => check.part === part && line.codes.some((code) => code === check.code))
      const cell = (stage: Stage): ReadingCell | null => {
        const block = blocks.get(stage)
        if (!block) return null
        const statuses = mine.filter((check) => check.stage === stage).map(({ status }) => status)
        return { text: line.text(block), status: worst(statuses) }
      }
      const cells = { initial: cell('initial'), final: cell('final') }
      const blank = stages.every((stage) => (cells[stage]?.text ?? NONE) === NONE)
      return blank ? [] : [{ part, label: line.label(part), asked: askedOf(line, mine), cells }]
    })
  })
}

const NOT_READ = 'not read'
/** Nothing to read here: a line of nothing but these is left out. */
const NONE = '–'

function worst(statuses: readonly CheckStatus[]): CheckStatus | null {
  return (['fail', 'missing', 'warn', 'pass'] as const).find((status) => statuses.includes(status)) ?? null
}

function askedOf(line: Line, checks: readonly StoredCheck[]): string {
  const words = new Set<string>(line.asked === undefined ? [] : [line.asked])
  for (const { code, limit } of checks) {
    if (code === 'cv1_above_rv') words.add('> relief')
    else if (limit !== null) words.add(`≥ ${formatPsid(limit)}`)
  }
  return [...words].join(', ')
}

function linesOf(type: AssemblyType): Line[] {
  const { family, detector } = ASSEMBLIES[type]
  const bypassCheck = detector === 'TYPE_II' ? [BYPASS_CHECK] : []
  switch (family) {
    case 'RP':
      return [RELIEF, CHECK_2_RP, CHECK_2_IN_FLOW, CHECK_1, BUFFER, ...bypassCheck, SHUTOFF_2]
    case 'DC':
      return type === 'SCVT' || type === 'SCDAT' ? [CHECK_1, SHUTOFF_2] : [CHECK_1, CHECK_2, ...bypassCheck, SHUTOFF_2]
    case 'VB':
      return [AIR_INLET, FULLY_OPEN, CHECK_VALVE, SHUTOFF_2]
    case 'AG':
      return [SUPPLY, GAP]
    case 'INSPECTION':
      return [INSPECTION]
  }
}

const RELIEF: Line = {
  label: (part) => `${componentName('RV', part)} opened at`,
  codes: ['rv_min'],
  text: (block) =>
    block.family !== 'RP' ? '' : block.rvDidNotOpen ? 'did not open' : psid(block.rvOpenedHundredthsPsid),
}
const CHECK_1: Line = {
  label: (part) => `${componentName('CV1', part)} held`,
  codes: ['cv1_min', 'cv1_above_rv'],
  text: (block) => ('cv1State' in block ? held(block.cv1HundredthsPsid, block.cv1State) : ''),
}
const CHECK_2: Line = {
  label: (part) => `${componentName('CV2', part)} held`,
  codes: ['cv2_min'],
  text: (block) => ('cv2State' in block ? held(block.cv2HundredthsPsid, block.cv2State) : ''),
}
const CHECK_2_RP: Line = {
  label: (part) => `${componentName('CV2', part)} against back-pressure`,
  codes: ['cv2_tight'],
  asked: 'tight',
  text: (block) => ('cv2State' in block ? (block.cv2State ?? NOT_READ) : ''),
}
const CHECK_2_IN_FLOW: Line = {
  label: (part) => `${componentName('CV2', part)} in flow`,
  codes: [],
  text: (block) => ('cv2State' in block && block.cv2HundredthsPsid !== null ? psid(block.cv2HundredthsPsid) : NONE),
}
const BUFFER: Line = {
  label: (part) => (part === 'main' ? 'Buffer: check 1 less relief' : 'Bypass buffer'),
  codes: ['buffer'],
  text: (block) =>
    block.family !== 'RP' || block.cv1HundredthsPsid === null || block.rvOpenedHundredthsPsid === null
      ? NONE
      : psid(block.cv1HundredthsPsid - block.rvOpenedHundredthsPsid),
}
const BYPASS_CHECK: Line = {
  label: (part) => `${componentName('BC', part)} held`,
  codes: ['bc_min'],
  text: (block) => ('bcState' in block ? held(block.bcHundredthsPsid, block.bcState) : ''),
}
const AIR_INLET: Line = {
  label: (part) => `${componentName('AI', part)} opened at`,
  codes: ['ai_min'],
  text: (block) =>
    block.family !== 'VB' ? '' : block.aiDidNotOpen ? 'did not open' : psid(block.aiOpenedHundredthsPsid),
}
const FULLY_OPEN: Line = {
  label: () => 'Air inlet opened fully',
  codes: ['ai_fully_open'],
  asked: 'yes',
  text: (block) => (block.family !== 'VB' || block.aiFullyOpen === null ? NOT_READ : block.aiFullyOpen ? 'yes' : 'no'),
}
const CHECK_VALVE: Line = {
  label: (part) => `${componentName('CV', part)} held`,
  codes: ['cv_min'],
  text: (block) => (block.family === 'VB' ? held(block.cvHundredthsPsid, block.cvState) : ''),
}
const SUPPLY: Line = {
  label: () => 'Supply inside diameter',
  codes: [],
  text: (block) => (block.family === 'AG' ? inches(block.agSupplyHundredthsIn) : ''),
}
const GAP: Line = {
  label: () => 'Air gap',
  codes: ['air_gap'],
  text: (block) => (block.family === 'AG' ? inches(block.agGapHundredthsIn) : ''),
}
const INSPECTION: Line = {
  label: () => 'Inspection',
  codes: ['inspection'],
  asked: 'acceptable',
  text: (block) =>
    block.family !== 'INSPECTION' || block.inspectionOutcome === null
      ? NOT_READ
      : block.inspectionOutcome.replace('_', ' '),
}
const SHUTOFF_2: Line = {
  label: (part) => componentName('SO2', part),
  codes: ['so2_leaked'],
  text: (block) => block.shutoff2State?.replace('leaked_compensated', 'leaked, compensated') ?? NONE,
}

function psid(hundredths: number | null): string {
  return hundredths === null ? NOT_READ : `${formatPsid(hundredths)} psid`
}

function inches(hundredths: number | null): string {
  return hundredths === null ? NOT_READ : `${formatInches(hundredths)} in`
}

function held(hundredths: number | null, state: 'tight' | 'leaked' | null): string {
  if (state === 'leaked') return hundredths === null || hundredths === 0 ? 'leaked' : `leaked, ${psid(hundredths)}`
  return psid(hundredths)
}
