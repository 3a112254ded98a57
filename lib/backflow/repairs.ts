/** Structured repairs: component, action, part, cause. DOMAIN 1.3 F; parts from [PHP1], causes from [BBY] and [AU1]. */
import { ASSEMBLIES, type AssemblyType } from './assembly.ts'
import type { Part } from './readings.ts'

export const REPAIR_COMPONENTS = ['CV1', 'CV2', 'RV', 'BC', 'AI', 'CV', 'SHUTOFF1', 'SHUTOFF2'] as const
export type RepairComponent = (typeof REPAIR_COMPONENTS)[number]

export const REPAIR_ACTIONS = ['cleaned', 'replaced', 'rebuilt'] as const
export type RepairAction = (typeof REPAIR_ACTIONS)[number]

export const REPAIR_COMPONENT_LABELS: Readonly<Record<RepairComponent, string>> = {
  CV1: 'Check 1',
  CV2: 'Check 2',
  RV: 'Relief valve',
  BC: 'Bypass check',
  AI: 'Air inlet',
  CV: 'Check valve',
  SHUTOFF1: 'Shutoff 1',
  SHUTOFF2: 'Shutoff 2',
}

const CHECK_PARTS = ['Disc', 'Spring', 'Guide', 'Pin retainer', 'Hinge pin', 'Seat', 'Diaphragm', 'O-ring'] as const
const VACUUM_CHECK_PARTS = ['Check disc', 'Check spring'] as const

/** The parts of each component, as repair kits list them. */
export const REPAIR_PARTS: Readonly<Record<RepairComponent, readonly string[]>> = {
  CV1: CHECK_PARTS,
  CV2: CHECK_PARTS,
  RV: ['Disc', 'Spring', 'Seat', 'Diaphragm', 'O-ring', 'Module'],
  BC: CHECK_PARTS,
  AI: ['Air inlet disc', 'Air inlet spring'],
  CV: VACUUM_CHECK_PARTS,
  SHUTOFF1: ['Valve', 'Handle', 'Packing'],
  SHUTOFF2: ['Valve', 'Handle', 'Packing'],
}

/** Why it failed. */
export const CAUSES = [
  { code: 'shutoff_passing', label: 'Shutoff passing water', source: 'BBY' },
  { code: 'construction_debris', label: 'Construction debris', source: 'BBY' },
  { code: 'sand_grit', label: 'Sand or grit', source: 'BBY' },
  { code: 'copper_solder_dope', label: 'Copper, solder or pipe dope', source: 'BBY' },
  { code: 'nuts_bolts', label: 'Nuts or bolts', source: 'BBY' },
  { code: 'paper', label: 'Paper', source: 'BBY' },
  { code: 'improper_location', label: 'Improper location', source: 'AU1' },
  { code: 'improper_assembly', label: 'Improper assembly', source: 'AU1' },
  { code: 'abnormal_seat_wear', label: 'Abnormal seat wear', source: 'AU1' },
  { code: 'sticking_parts', label: 'Sticking parts', source: 'AU1' },
  { code: 'spring_wear', label: 'Spring wear', source: 'AU1' },
  { code: 'blocked_sensing_line', label: 'Blocked sensing line', source: 'AU1' },
  { code: 'foreign_material', label: 'Foreign material', source: 'AU1' },
] as const
export type CauseCode = (typeof CAUSES)[number]['code']

/** One repaired thing. `replacedPart` is a name from the list or typed; null when the action concerns the whole component. */
export interface RepairLine {
  part: Part
  component: RepairComponent
  action: RepairAction
  replacedPart: string | null
  cause: CauseCode | null
}

/** The components that can be repaired on a type. */
export function repairComponents(type: AssemblyType): readonly RepairComponent[] {
  const { family, detector } = ASSEMBLIES[type]
  const bypassCheck: readonly RepairComponent[] = detector === 'TYPE_II' ? ['BC'] : []
  switch (family) {
    case 'RP':
      return ['CV1', 'CV2', 'RV', ...bypassCheck, 'SHUTOFF1', 'SHUTOFF2']
    case 'DC':
      return [
        ...(type === 'DC' || detector ? (['CV1', 'CV2'] as const) : (['CV1'] as const)),
        ...bypassCheck,
        'SHUTOFF1',
        'SHUTOFF2',
      ]
    case 'VB':
      return ['AI', 'CV', 'SHUTOFF1', 'SHUTOFF2']
    case 'AG':
    case 'INSPECTION':
      return []
  }
}

/** 'Check 1: disc replaced (sand or grit)', one per line, as it goes into the report's text. */
export function describeRepairs(lines: readonly RepairLine[]): string {
  return lines
    .map(({ part, component, action, replacedPart, cause }) => {
      const name = `${part === 'bypass' ? 'Bypass, ' : ''}${REPAIR_COMPONENT_LABELS[component]}`
      const because = CAUSES.find(({ code }) => code === cause)?.label.toLowerCase()
      const what = replacedPart === null ? action : `${replacedPart.toLowerCase()} ${action}`
      return `${name}: ${what}${because ? ` (${because})` : ''}`
    })
    .join('\n')
}
