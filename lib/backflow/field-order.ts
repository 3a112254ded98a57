/**
 * The reading fields of a type in the order of the hand: the form tabs through them so, the PDF prints them so.
 * USC reads relief, check 2, check 1; ASSE-style kits read check 1, relief, check 2. [DWY][BPD] An SVB's check valve is
 * read before its air inlet. [QUIZ]
 */
import { ASSEMBLIES, type AssemblyType } from './assembly.ts'
import { type Component, componentName } from './checks.ts'
import type { RuleProfile } from './profiles.ts'
import type { Part, ReadingKey } from './readings.ts'

export type FieldOrder = 'USC' | 'ASSE'
export type FieldKind = 'psid' | 'state' | 'yesno' | 'inches' | 'outcome' | 'shutoff'

/** A choice that stands beside or instead of the number: 'Did not open', 'Leaked'. */
export interface Alternate {
  key: ReadingKey
  value: string | boolean
  label: string
}

export interface ReadingField {
  key: ReadingKey
  part: Part
  component: Component
  label: string
  kind: FieldKind
  unit: 'psid' | 'in' | null
  /** Blank makes the block incomplete (unless an alternate is chosen). */
  required: boolean
  /** For `psid`: what may be ticked instead. For the other kinds: the choices. */
  alternates: readonly Alternate[]
}

/** All fields of a type, main part first, then a Type I's bypass. The profile decides which blanks are allowed. */
export function readingFields(type: AssemblyType, order: FieldOrder, profile: RuleProfile): ReadingField[] {
  const main = partFields(type, 'main', order, profile)
  return ASSEMBLIES[type].detector === 'TYPE_I' ? [...main, ...partFields(type, 'bypass', order, profile)] : main
}

function partFields(type: AssemblyType, part: Part, order: FieldOrder, profile: RuleProfile): ReadingField[] {
  const shutoff2 = field(part, 'SO2', 'shutoff2State', 'shutoff', '', false, SHUTOFF_CHOICES)
  return [...familyFields(type, part, order, profile), shutoff2]
}

function familyFields(type: AssemblyType, part: Part, order: FieldOrder, profile: RuleProfile): ReadingField[] {
  const { family, detector } = ASSEMBLIES[type]
  const bypassCheck = detector === 'TYPE_II' ? [held(part, 'BC', 'bcHundredthsPsid', 'bcState')] : []
  switch (family) {
    case 'RP': {
      const numeric = profile.rpCv2Min !== null
      const relief = field(part, 'RV', 'rvOpenedHundredthsPsid', 'psid', 'opened at', true, [
        didNotOpen('rvDidNotOpen'),
      ])
      const check1 = held(part, 'CV1', 'cv1HundredthsPsid', 'cv1State')
      const check2 = [
        field(part, 'CV2', 'cv2State', 'state', 'against back-pressure', true, tightOrLeaked('cv2State')),
        field(part, 'CV2', 'cv2HundredthsPsid', 'psid', 'in flow', numeric, []),
      ]
      const read = order === 'USC' ? [relief, ...check2, check1] : [check1, relief, ...check2]
      return [...read, ...bypassCheck]
    }
    case 'DC': {
      const check1 = held(part, 'CV1', 'cv1HundredthsPsid', 'cv1State')
      if (type === 'SCVT' || type === 'SCDAT') return [check1]
      return [check1, held(part, 'CV2', 'cv2HundredthsPsid', 'cv2State'), ...bypassCheck]
    }
    case 'VB': {
      const asked = profile.airInletFullyOpenAsked
      const inlet = [
        field(part, 'AI', 'aiOpenedHundredthsPsid', 'psid', 'opened at', true, [didNotOpen('aiDidNotOpen')]),
        field(part, 'AI', 'aiFullyOpen', 'yesno', 'opened fully', asked, [
          { key: 'aiFullyOpen', value: true, label: 'Yes' },
          { key: 'aiFullyOpen', value: false, label: 'No' },
        ]),
      ]
      const valve = held(part, 'CV', 'cvHundredthsPsid', 'cvState')
      return type === 'SVB' ? [valve, ...inlet] : [...inlet, valve]
    }
    case 'AG':
      return [
        { ...field(part, 'AG', 'agSupplyHundredthsIn', 'inches', '', true, []), label: 'Supply inside diameter' },
        { ...field(part, 'AG', 'agGapHundredthsIn', 'inches', '', true, []), label: 'Gap' },
      ]
    case 'INSPECTION':
      return [field(part, 'INSPECTION', 'inspectionOutcome', 'outcome', '', true, OUTCOME_CHOICES)]
  }
}

const SHUTOFF_CHOICES: readonly Alternate[] = [
  { key: 'shutoff2State', value: 'tight', label: 'Tight' },
  { key: 'shutoff2State', value: 'leaked', label: 'Leaked' },
  { key: 'shutoff2State', value: 'leaked_compensated', label: 'Leaked, compensated' },
]

const OUTCOME_CHOICES: readonly Alternate[] = [
  { key: 'inspectionOutcome', value: 'acceptable', label: 'Acceptable' },
  { key: 'inspectionOutcome', value: 'not_acceptable', label: 'Not acceptable' },
]

function tightOrLeaked(key: ReadingKey): Alternate[] {
  return [
    { key, value: 'tight', label: 'Tight' },
    { key, value: 'leaked', label: 'Leaked' },
  ]
}

function didNotOpen(key: ReadingKey): Alternate {
  return { key, value: true, label: 'Did not open' }
}

// A check read in flow: the number, with 'Leaked' in its place; a number without a tick counts as tight.
function held(part: Part, component: Component, key: ReadingKey, stateKey: ReadingKey): ReadingField {
  return field(part, component, key, 'psid', 'held', true, tightOrLeaked(stateKey))
}

function field(
  part: Part,
  component: Component,
  key: ReadingKey,
  kind: FieldKind,
  after: string,
  required: boolean,
  alternates: readonly Alternate[],
): ReadingField {
  const unit = kind === 'psid' ? 'psid' : kind === 'inches' ? 'in' : null
  const label = `${componentName(component, part)} ${after}`.trim()
  return { key, part, component, label, kind, unit, required, alternates }
}
