/** Why a test is made (DOMAIN 1.3 A), and the events that make one due (1.6). */
export const TEST_TYPES = [
  'ANNUAL',
  'INITIAL',
  'REPAIR_RETEST',
  'REPLACEMENT',
  'RELOCATION',
  'REMOVED_CAPPED',
  'REBUILD',
  'INCIDENT',
  'SEASONAL_STARTUP',
] as const
export type TestType = (typeof TEST_TYPES)[number]

export const TEST_TYPE_LABELS: Readonly<Record<TestType, string>> = {
  ANNUAL: 'Annual or recurring',
  INITIAL: 'Initial installation',
  REPAIR_RETEST: 'Repair and test',
  REPLACEMENT: 'Removed and replaced',
  RELOCATION: 'Relocated',
  REMOVED_CAPPED: 'Removed and capped',
  REBUILD: 'Rebuild and test',
  INCIDENT: 'After a backflow incident',
  SEASONAL_STARTUP: 'Seasonal start-up',
}

/** Names of other systems, lower case, letters only. [TEC] */
const NAMES: readonly (readonly [string, TestType])[] = [
  ...(['annual', 'recurring', 'existing', 'periodic', 'routine', 'annualrecurring'] as const).map(
    (n) => [n, 'ANNUAL'] as const,
  ),
  ...(['initial', 'new', 'newinstallation', 'initialinstallation', 'install'] as const).map(
    (n) => [n, 'INITIAL'] as const,
  ),
  ...(['repair', 'retest', 'repairandtest', 'repairretest'] as const).map((n) => [n, 'REPAIR_RETEST'] as const),
  ...(['replaced', 'removedandreplace', 'removedandreplaced'] as const).map((n) => [n, 'REPLACEMENT'] as const),
  ...(['moved', 'relocated', 'removedandcapped', 'capped'] as const).map(
    (n) => [n, n.endsWith('capped') ? 'REMOVED_CAPPED' : 'RELOCATION'] as const,
  ),
  ...(['rebuilt', 'rebuildandtest'] as const).map((n) => [n, 'REBUILD'] as const),
  ...(['backflowincident', 'seasonal', 'startup'] as const).map(
    (n) => [n, n === 'backflowincident' ? 'INCIDENT' : 'SEASONAL_STARTUP'] as const,
  ),
]

/** The test type a text names, by code, label or another system's name; null when unknown. */
export function parseTestType(text: string): TestType | null {
  const plain = letters(text)
  const own = TEST_TYPES.find((type) => letters(type) === plain || letters(TEST_TYPE_LABELS[type]) === plain)
  return own ?? NAMES.find(([name]) => name === plain)?.[1] ?? null
}

/** True when the test's day becomes the new anchor of a fixed anniversary: replacement or major repair. DOMAIN 1.6. */
export function resetsAnchor(type: TestType): boolean {
  return type === 'REPLACEMENT' || type === 'REBUILD'
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '')
}
