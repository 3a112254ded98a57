/** The checks of one block, family by family. DOMAIN 1.4, "Evaluation algorithm" and "What a complete block needs". */
import { ASSEMBLIES, type AssemblyType } from './assembly.ts'
import {
  byMode,
  type Check,
  check,
  type Component,
  componentName,
  heldAtLeast,
  type Judging,
  opensAtLeast,
} from './checks.ts'
import { formatInches, formatPsid, FULL_SCALE_HUNDREDTHS_PSID, isImplausiblePsid } from './psid.ts'
import type { AgBlock, DcBlock, InspectionBlock, ReadingsBlock, RpBlock, VbBlock } from './readings.ts'

/** Every check of one part. The block's family must be the type's. */
export function judgeBlock(type: AssemblyType, block: ReadingsBlock, judging: Judging): Check[] {
  return [...familyChecks(type, block, judging), ...shutoff2(block, judging), ...implausible(block, judging)]
}

function familyChecks(type: AssemblyType, block: ReadingsBlock, judging: Judging): Check[] {
  switch (block.family) {
    case 'RP':
      return reducedPressure(type, block, judging)
    case 'DC':
      return doubleCheck(type, block, judging)
    case 'VB':
      return vacuumBreaker(block, judging)
    case 'AG':
      return [airGap(block, judging)]
    case 'INSPECTION':
      return [inspection(block, judging)]
  }
}

function reducedPressure(type: AssemblyType, block: RpBlock, judging: Judging): Check[] {
  const { profile } = judging
  return [
    opensAtLeast(judging, 'RV', 'rv_min', block.rvOpenedHundredthsPsid, block.rvDidNotOpen, profile.rvMin),
    check2AgainstBackPressure(block, judging),
    ...check2InFlow(block, judging),
    reliefCheck1(block, judging),
    ...againstRelief(block, judging),
    ...bypassCheck(type, block, judging),
  ]
}

function check2AgainstBackPressure(block: RpBlock, judging: Judging): Check {
  const name = componentName('CV2', judging.part)
  const rule = `${name} must close tight against back-pressure.`
  const value = { value: block.cv2HundredthsPsid }
  if (block.cv2State === null) {
    return check(judging, 'CV2', 'cv2_tight', rule, 'missing', `${name}: answer tight or leaked.`, value)
  }
  if (block.cv2State === 'leaked') return check(judging, 'CV2', 'cv2_tight', rule, 'fail', `${name} leaked.`, value)
  return check(judging, 'CV2', 'cv2_tight', rule, 'pass', `${name} closed tight.`, value)
}

// A leak needs no number, so the number is asked for only while check 2 has not leaked.
function check2InFlow(block: RpBlock, judging: Judging): Check[] {
  const min = judging.profile.rpCv2Min
  if (min === null || block.cv2State === 'leaked') return []
  return [heldAtLeast(judging, 'CV2', 'cv2_min', block.cv2HundredthsPsid, null, min)]
}

// With check 2 leaking, a reading of check 1 would not be valid: blank is then no gap in the record.
function reliefCheck1(block: RpBlock, judging: Judging): Check {
  const judged = heldAtLeast(
    judging,
    'CV1',
    'cv1_min',
    block.cv1HundredthsPsid,
    block.cv1State,
    judging.profile.rpCv1Min,
  )
  if (judged.status !== 'missing' || block.cv2State !== 'leaked') return judged
  const name = componentName('CV1', judging.part)
  return { ...judged, status: 'warn', message: `${name} was not read: its reading is not valid while check 2 leaks.` }
}

function againstRelief(block: RpBlock, judging: Judging): Check[] {
  const { rvOpenedHundredthsPsid: relief, cv1HundredthsPsid: check1 } = block
  if (relief === null || check1 === null || block.rvDidNotOpen || block.cv1State === 'leaked') return []
  const name = componentName('CV1', judging.part)
  const { bufferMode, bufferMin } = judging.profile
  const buffer = check1 - relief
  const above = `${name} must hold above the relief valve opening point.`
  const said = `Buffer is ${formatPsid(buffer)} psid`
  const rule =
    bufferMode === 'off'
      ? 'The buffer (check 1 minus relief) is reported, not judged.'
      : `Check 1 must hold at least ${formatPsid(bufferMin)} psid above the relief valve opening point.`
  const met = buffer >= bufferMin
  const shortBy =
    bufferMode === 'off' || met ? '' : `, ${formatPsid(bufferMin - buffer)} below the limit of ${formatPsid(bufferMin)}`
  return [
    buffer > 0
      ? check(judging, 'CV1', 'cv1_above_rv', above, 'pass', `${name} held above the relief valve.`, {
          value: check1,
          limit: relief,
        })
      : check(judging, 'CV1', 'cv1_above_rv', above, 'fail', notAbove(name, check1, relief), {
          value: check1,
          limit: relief,
        }),
    check(judging, 'CV1', 'buffer', rule, byMode(bufferMode, met), `${said}${shortBy}.`, {
      value: buffer,
      limit: bufferMode === 'off' ? null : bufferMin,
    }),
  ]
}

function notAbove(name: string, check1: number, relief: number): string {
  return `${name} held ${formatPsid(check1)} psid, not above the relief valve, which opened at ${formatPsid(relief)}.`
}

function doubleCheck(type: AssemblyType, block: DcBlock, judging: Judging): Check[] {
  const min = judging.profile.dcCheckMin
  const first = heldAtLeast(judging, 'CV1', 'cv1_min', block.cv1HundredthsPsid, block.cv1State, min)
  if (type === 'SCVT' || type === 'SCDAT') return [first]
  const second = heldAtLeast(judging, 'CV2', 'cv2_min', block.cv2HundredthsPsid, block.cv2State, min)
  return [first, second, ...bypassCheck(type, block, judging)]
}

function bypassCheck(type: AssemblyType, block: RpBlock | DcBlock, judging: Judging): Check[] {
  if (ASSEMBLIES[type].detector !== 'TYPE_II') return []
  return [heldAtLeast(judging, 'BC', 'bc_min', block.bcHundredthsPsid, block.bcState, judging.profile.bypassCheckMin)]
}

function vacuumBreaker(block: VbBlock, judging: Judging): Check[] {
  const { airInletMin, vbCheckMin } = judging.profile
  return [
    opensAtLeast(judging, 'AI', 'ai_min', block.aiOpenedHundredthsPsid, block.aiDidNotOpen, airInletMin),
    ...fullyOpen(block, judging),
    heldAtLeast(judging, 'CV', 'cv_min', block.cvHundredthsPsid, block.cvState, vbCheckMin),
  ]
}

function fullyOpen(block: VbBlock, judging: Judging): Check[] {
  const rule = 'Air inlet must open fully.'
  const line = (status: 'pass' | 'fail' | 'missing', message: string): Check[] => [
    check(judging, 'AI', 'ai_fully_open', rule, status, message),
  ]
  if (block.aiFullyOpen === false) return line('fail', 'Air inlet did not open fully.')
  if (block.aiFullyOpen) return line('pass', 'Air inlet opened fully.')
  if (block.aiDidNotOpen || !judging.profile.airInletFullyOpenAsked) return []
  return line('missing', 'Answer whether the air inlet opened fully.')
}

function airGap(block: AgBlock, judging: Judging): Check {
  const floor = judging.profile.airGapMinHundredthsIn
  const { agSupplyHundredthsIn: supply, agGapHundredthsIn: gap } = block
  const rule = `The gap must be at least twice the supply's inside diameter, and never under ${formatInches(floor)} in.`
  if (supply === null || gap === null) {
    return check(judging, 'AG', 'air_gap', rule, 'missing', 'Measure the supply and the gap.', { value: gap })
  }
  const limit = Math.max(2 * supply, floor)
  const numbers = { value: gap, limit }
  const size = `The gap is ${formatInches(gap)} in`
  if (gap >= limit) return check(judging, 'AG', 'air_gap', rule, 'pass', `${size}.`, numbers)
  return check(judging, 'AG', 'air_gap', rule, 'fail', `${size}, the limit is ${formatInches(limit)} in.`, numbers)
}

function inspection(block: InspectionBlock, judging: Judging): Check {
  const rule = 'The inspection must find the device acceptable.'
  const [status, message] = {
    acceptable: ['pass', 'Found acceptable.'] as const,
    not_acceptable: ['fail', 'Found not acceptable.'] as const,
    blank: ['missing', 'Record the outcome of the inspection.'] as const,
  }[block.inspectionOutcome ?? 'blank']
  return check(judging, 'INSPECTION', 'inspection', rule, status, message)
}

// Never a fail by itself: a leaking shutoff puts the readings in doubt unless no-flow was proved. [ALLW][EVAL]
function shutoff2(block: ReadingsBlock, judging: Judging): Check[] {
  if (block.shutoff2State !== 'leaked') return []
  const name = componentName('SO2', judging.part)
  const rule = 'Shutoff 2 should hold, or the leak be compensated, while readings are taken.'
  const message = `${name} leaked: the readings may be invalid unless no-flow was proved.`
  return [check(judging, 'SO2', 'so2_leaked', rule, 'warn', message)]
}

function implausible(block: ReadingsBlock, judging: Judging): Check[] {
  const limit = FULL_SCALE_HUNDREDTHS_PSID
  const rule = `A test kit reads up to ${formatPsid(limit)} psid.`
  return psidReadings(block).flatMap(([component, value]) => {
    if (value === null || !isImplausiblePsid(value)) return []
    const message = `${componentName(component, judging.part)} reads ${formatPsid(value)} psid: is the decimal point right?`
    return [check(judging, component, 'implausible', rule, 'warn', message, { value, limit })]
  })
}

function psidReadings(block: ReadingsBlock): (readonly [Component, number | null])[] {
  switch (block.family) {
    case 'RP':
      return [['RV', block.rvOpenedHundredthsPsid], ...checkReadings(block)]
    case 'DC':
      return checkReadings(block)
    case 'VB':
      return [
        ['AI', block.aiOpenedHundredthsPsid],
        ['CV', block.cvHundredthsPsid],
      ]
    default:
      return []
  }
}

function checkReadings(block: RpBlock | DcBlock): (readonly [Component, number | null])[] {
  return [
    ['CV1', block.cv1HundredthsPsid],
    ['CV2', block.cv2HundredthsPsid],
    ['BC', block.bcHundredthsPsid],
  ]
}
