/** The assembly types of the trade (canonical codes). Synonyms as the importer meets them stand in `SYNONYMS`. */
export const ASSEMBLY_TYPES = [
  'RP',
  'DC',
  'RPDA',
  'RPDA2',
  'DCDA',
  'DCDA2',
  'PVB',
  'SVB',
  'AVB',
  'AG',
  'SCVT',
  'SCDAT',
  'OTHER',
] as const
export type AssemblyType = (typeof ASSEMBLY_TYPES)[number]

/** What is read at the test: relief and checks, checks, air inlet and check, two measures, or an outcome only. */
export type Family = 'RP' | 'DC' | 'VB' | 'AG' | 'INSPECTION'

/** Type I is two approved assemblies with a serial each; Type II one, whose bypass borrows main check 1. [T2A][APO] */
export type DetectorKind = 'TYPE_I' | 'TYPE_II'

export interface AssemblyFacts {
  family: Family
  /** The full name, sentence case. */
  name: string
  /** The short name trade people say. */
  short: string
  /** Testable in line: an assembly. False: a device that is inspected or listed only. */
  testable: boolean
  detector: DetectorKind | null
  /** Test cocks of the main assembly, and of the bypass where it has its own. */
  testCocks: { main: number; bypass: number }
  productStandards: readonly string[]
  /** The highest hazard it may stand against. */
  protects: 'health' | 'non_health'
  /** What it stops. */
  against: 'back_pressure_and_back_siphonage' | 'back_siphonage' | 'none'
}

const BOTH = 'back_pressure_and_back_siphonage'
const SIPHON = 'back_siphonage'

/** One row per type, from DOMAIN 1.2 (sources [OH95][T2A][QUIZ][EVER][AU1]; PVB and SVB standards are general knowledge). */
export const ASSEMBLIES: Readonly<Record<AssemblyType, AssemblyFacts>> = {
  RP: {
    ...facts('RP', 'Reduced pressure principle assembly', 'RP', 4, 'health', BOTH),
    productStandards: ['AWWA C511', 'ASSE 1013', 'CSA B64.4'],
  },
  DC: {
    ...facts('DC', 'Double check valve assembly', 'DC', 4, 'non_health', BOTH),
    productStandards: ['AWWA C510', 'ASSE 1015', 'CSA B64.5'],
  },
  RPDA: {
    ...facts('RP', 'Reduced pressure detector assembly, Type I', 'RPDA', 4, 'health', BOTH),
    detector: 'TYPE_I',
    testCocks: { main: 4, bypass: 4 },
    productStandards: ['ASSE 1047', 'CSA B64.4.1'],
  },
  RPDA2: {
    ...facts('RP', 'Reduced pressure detector assembly, Type II', 'RPDA II', 4, 'health', BOTH),
    detector: 'TYPE_II',
    productStandards: ['ASSE 1047 (2005)'],
  },
  DCDA: {
    ...facts('DC', 'Double check detector assembly, Type I', 'DCDA', 4, 'non_health', BOTH),
    detector: 'TYPE_I',
    testCocks: { main: 4, bypass: 4 },
    productStandards: ['ASSE 1048', 'CSA B64.5.1'],
  },
  DCDA2: {
    ...facts('DC', 'Double check detector assembly, Type II', 'DCDA II', 4, 'non_health', BOTH),
    detector: 'TYPE_II',
    productStandards: ['ASSE 1048 (2005)'],
  },
  PVB: {
    ...facts('VB', 'Pressure vacuum breaker', 'PVB', 2, 'health', SIPHON),
    productStandards: ['ASSE 1020', 'CSA B64.1.2'],
  },
  SVB: {
    ...facts('VB', 'Spill-resistant vacuum breaker', 'SVB', 1, 'health', SIPHON),
    productStandards: ['ASSE 1056', 'CSA B64.1.3'],
  },
  AVB: {
    ...facts('INSPECTION', 'Atmospheric vacuum breaker', 'AVB', 0, 'health', SIPHON),
    testable: false,
    productStandards: ['ASSE 1001'],
  },
  AG: {
    ...facts('AG', 'Air gap', 'AG', 0, 'health', BOTH),
    testable: false,
    productStandards: ['ASME A112.1.2'],
  },
  SCVT: {
    ...facts('DC', 'Single check valve, testable', 'SCVT', 2, 'non_health', BOTH),
    productStandards: ['AS/NZS 2845'],
  },
  SCDAT: {
    ...facts('DC', 'Single check detector assembly, testable', 'SCDAT', 2, 'non_health', BOTH),
    productStandards: ['AS/NZS 2845'],
  },
  OTHER: {
    ...facts('INSPECTION', 'Other device, not field tested', 'Other', 0, 'non_health', 'none'),
    testable: false,
    productStandards: [],
  },
}

/** Names as sheets, forms and people write them, besides the code itself. [OH95][SYNX][TCEQ][AU1] */
export const SYNONYMS: Readonly<Record<AssemblyType, readonly string[]>> = {
  RP: words(`RPZ, RPBA, RPPA, RPA, RPZA, RPZD, RPBP, RPP, RPBFP, reduced pressure, reduced pressure zone,
    reduced pressure principle, reduced pressure zone assembly, reduced pressure assembly,
    reduced pressure backflow assembly, reduced pressure backflow preventer, reduced pressure principle backflow preventer,
    reduced pressure principle backflow prevention assembly`),
  DC: words(`DCVA, DCV, DCA, DCBA, double check, double check valve, double check assembly,
    double check backflow preventer, double check backflow prevention assembly, double check valve backflow assembly`),
  RPDA: words(`RPBA-D, RPPDA, RPZDA, reduced pressure detector, reduced pressure detector assembly,
    reduced pressure principle detector, reduced pressure principle detector assembly, RP detector assembly`),
  RPDA2: words('RPBA-D Type II, RPDA Type 2'),
  DCDA: words(`DCVA-D, DCVDA, double check detector, double check detector assembly,
    double check valve detector assembly, DC detector`),
  DCDA2: words('DCVA-D Type II, DCDA Type 2'),
  PVB: words('PVBA, pressure vacuum breaker assembly, pressure type vacuum breaker'),
  SVB: words(`SRVB, SVBA, SRPVB, SPVB, SRVBA, spill resistant, spill resistant pressure vacuum breaker,
    spill proof vacuum breaker, spill resistant vacuum breaker assembly`),
  AVB: words('AVBA, atmospheric, atmospheric type vacuum breaker, atmospheric vacuum breaker assembly'),
  AG: words('airgap, air gap separation, approved air gap'),
  SCVT: words('single check testable, single check valve testable'),
  SCDAT: words('single check detector testable, single check detector assembly testable'),
  OTHER: words(`dual check, dual check valve, residential dual check, hose VB, HBVB, HVB, hose bibb vacuum breaker,
    hose bib vacuum breaker, hose connection vacuum breaker, other device`),
}

const BY_KEY: ReadonlyMap<string, AssemblyType> = new Map([
  ...ASSEMBLY_TYPES.flatMap((type) =>
    [type, ASSEMBLIES[type].name, ASSEMBLIES[type].short, assemblyLabel(type), ...SYNONYMS[type]].map(
      (word) => [key(word), type] as const,
    ),
  ),
  // Every name of a Type I detector names the Type II when it ends so.
  ...SYNONYMS.RPDA.map((word) => [`${key(word)}2`, 'RPDA2'] as const),
  ...SYNONYMS.DCDA.map((word) => [`${key(word)}2`, 'DCDA2'] as const),
])

/**
 * The type a text names, whatever its case, spaces and hyphens: 'rpz', 'R.P.Z.', 'DCDA Type II', 'RPZ (reduced pressure
 * zone)'. Null for blank, 'Unknown' and anything not on the lists: the importer asks, it never guesses.
 */
export function parseAssemblyType(text: string): AssemblyType | null {
  const whole = BY_KEY.get(key(text))
  if (whole) return whole
  const found = new Set(
    text
      .split(/\s+[-–—:]\s+|[(),/]/)
      .filter((part) => key(part) !== '')
      .map((part) => BY_KEY.get(key(part))),
  )
  const [only] = found
  return found.size === 1 && only ? only : null
}

/** True when `text` is one of the canonical codes. */
export function isAssemblyType(text: string): text is AssemblyType {
  return (ASSEMBLY_TYPES as readonly string[]).includes(text)
}

/** The label for lists and forms: 'RP, reduced pressure principle assembly'. */
export function assemblyLabel(type: AssemblyType): string {
  const { short, name } = ASSEMBLIES[type]
  return `${short}, ${name.charAt(0).toLowerCase()}${name.slice(1)}`
}

// Letters and digits only; 'type' is dropped, and I, II, 1 and 2 beside a detector say which of the two it is.
function key(text: string): string {
  const letters = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const plain = letters.replace(/^TYPE(II|I|2|1)(.+)$/, '$2$1')
  const detector = /^(.*(?:DA|DETECTOR|DETECTORASSEMBLY|AD))(?:TYPE)?(II|I|2|1)$/.exec(plain)
  if (!detector) return plain
  return `${detector[1]}${detector[2] === 'II' || detector[2] === '2' ? '2' : ''}`
}

function facts(
  family: Family,
  name: string,
  short: string,
  testCocks: number,
  protects: AssemblyFacts['protects'],
  against: AssemblyFacts['against'],
) {
  return {
    family,
    name,
    short,
    testable: true,
    detector: null,
    testCocks: { main: testCocks, bypass: 0 },
    protects,
    against,
  }
}

function words(list: string): string[] {
  return list.split(',').map((word) => word.trim().replace(/\s+/g, ' '))
}
