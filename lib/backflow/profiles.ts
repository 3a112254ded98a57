/**
 * Rule profiles: the thresholds a test is judged by, as data. A district picks one and may override single numbers.
 * Thresholds in hundredths of a psid. Sources are keys of DOMAIN 4; standards' own texts are copyrighted, the numbers come
 * from public forms and articles that quote them.
 */
export type ProfileName = 'USC10' | 'USC9_LEGACY' | 'STRICT' | 'CAN' | 'TX'
export const PROFILE_NAMES = ['USC10', 'USC9_LEGACY', 'STRICT', 'CAN', 'TX'] as const satisfies readonly ProfileName[]

/** How the buffer (check 1 minus relief) is judged. */
export type BufferMode = 'off' | 'warn' | 'fail'

export interface RuleNumbers {
  /** Relief valve must open at or above. */
  rvMin: number
  /** RP check 1 must hold at least; null where the profile sets no number of its own. */
  rpCv1Min: number | null
  bufferMode: BufferMode
  /** Used where `bufferMode` is not off. */
  bufferMin: number
  /** RP check 2 in the direction of flow; null where tight against back-pressure is enough. */
  rpCv2Min: number | null
  dcCheckMin: number
  airInletMin: number
  /** True where "did it open fully" must be answered. An answer "no" fails in every profile. */
  airInletFullyOpenAsked: boolean
  vbCheckMin: number
  /** The bypass check of a Type II detector. */
  bypassCheckMin: number
  /** The least air gap in hundredths of an inch, besides twice the supply's diameter. */
  airGapMinHundredthsIn: number
  /** An installation not made to code is recorded as failed (Austin [AUSI]). */
  badInstallFails: boolean
}

export interface RuleProfile extends RuleNumbers {
  name: ProfileName
  /** Changes whenever a number or rule of the profile changes; stored with every test. */
  version: string
  label: string
  sources: readonly string[]
  /** The numbers a district or company replaced. */
  overridden: readonly (keyof RuleNumbers)[]
}

/** What a district or company replaces of a profile. */
export type ProfileOverrides = { readonly [K in keyof RuleNumbers]?: RuleNumbers[K] | undefined }

const USC10: RuleProfile = {
  name: 'USC10',
  version: '2026-1',
  label: 'USC 10th edition',
  sources: ['VBF', 'M14', 'EVAL'],
  rvMin: 200,
  rpCv1Min: 500,
  bufferMode: 'off',
  bufferMin: 300,
  rpCv2Min: null,
  dcCheckMin: 100,
  airInletMin: 100,
  airInletFullyOpenAsked: true,
  vbCheckMin: 100,
  bypassCheckMin: 100,
  airGapMinHundredthsIn: 100,
  badInstallFails: false,
  overridden: [],
}

/** The five profiles of DOMAIN 1.4. */
export const RULE_PROFILES: Readonly<Record<ProfileName, RuleProfile>> = {
  USC10,
  USC9_LEGACY: {
    ...USC10,
    name: 'USC9_LEGACY',
    label: 'USC 9th edition (3.0 psid buffer)',
    sources: ['VBF'],
    rpCv1Min: null,
    bufferMode: 'fail',
    airInletFullyOpenAsked: false,
  },
  STRICT: {
    ...USC10,
    name: 'STRICT',
    label: 'Strict (ASSE-style forms)',
    sources: ['IOWA', 'BPD'],
    bufferMode: 'fail',
    rpCv2Min: 100,
    airInletFullyOpenAsked: false,
  },
  // Two municipal forms; the vacuum breaker numbers are general knowledge. No own check 1 number: 2.0 + 3.0 implies 5.0.
  CAN: {
    ...USC10,
    name: 'CAN',
    label: 'Canada (CSA-style forms)',
    sources: ['TOR', 'BBY', 'GK'],
    rpCv1Min: null,
    bufferMode: 'fail',
    airInletFullyOpenAsked: false,
  },
  TX: { ...USC10, name: 'TX', label: 'Texas (TCEQ form, USC 10th edition)', sources: ['TCEQ', 'AUS'] },
}

/** True when `text` names a profile. */
export function isProfileName(text: string): text is ProfileName {
  return (PROFILE_NAMES as readonly string[]).includes(text)
}

/** The profile with a district's (or company's) numbers put in; later overrides win, absent ones keep what stood. */
export function resolveProfile(name: ProfileName, ...overrides: readonly (ProfileOverrides | null)[]): RuleProfile {
  const base = RULE_PROFILES[name]
  const numbers: RuleNumbers = overrides.reduce<RuleNumbers>((kept, o) => (o === null ? kept : replaced(kept, o)), base)
  const overridden = NUMBER_KEYS.filter((key) => numbers[key] !== base[key])
  return { ...base, ...replaced(base, numbers), overridden }
}

/** The profile where no rulebook says otherwise: TX in Texas, else USC10. Show it as assumed. */
export function defaultProfileFor(state: string | null): { name: ProfileName; assumed: true } {
  const texas = state !== null && /^\s*(tx|texas)\s*$/i.test(state)
  return { name: texas ? 'TX' : 'USC10', assumed: true }
}

const NUMBER_KEYS: readonly (keyof RuleNumbers)[] = [
  ...(['rvMin', 'rpCv1Min', 'bufferMode', 'bufferMin', 'rpCv2Min', 'dcCheckMin', 'airInletMin'] as const),
  ...(['airInletFullyOpenAsked', 'vbCheckMin', 'bypassCheckMin', 'airGapMinHundredthsIn', 'badInstallFails'] as const),
]

function replaced(base: RuleNumbers, over: ProfileOverrides): RuleNumbers {
  return {
    rvMin: over.rvMin ?? base.rvMin,
    rpCv1Min: over.rpCv1Min === undefined ? base.rpCv1Min : over.rpCv1Min,
    bufferMode: over.bufferMode ?? base.bufferMode,
    bufferMin: over.bufferMin ?? base.bufferMin,
    rpCv2Min: over.rpCv2Min === undefined ? base.rpCv2Min : over.rpCv2Min,
    dcCheckMin: over.dcCheckMin ?? base.dcCheckMin,
    airInletMin: over.airInletMin ?? base.airInletMin,
    airInletFullyOpenAsked: over.airInletFullyOpenAsked ?? base.airInletFullyOpenAsked,
    vbCheckMin: over.vbCheckMin ?? base.vbCheckMin,
    bypassCheckMin: over.bypassCheckMin ?? base.bypassCheckMin,
    airGapMinHundredthsIn: over.airGapMinHundredthsIn ?? base.airGapMinHundredthsIn,
    badInstallFails: over.badInstallFails ?? base.badInstallFails,
  }
}
