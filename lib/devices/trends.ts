import { type AssemblyType, ASSEMBLIES } from '../backflow/assembly.ts'
import { type Component, componentName } from '../backflow/checks.ts'
import type { RuleProfile } from '../backflow/profiles.ts'
import type { Part } from '../backflow/readings.ts'
import type { Day } from '../dates.ts'

/** A test with its readings as test_readings keeps them. */
export type TrendTest = {
  tested_on: Day
  superseded_at: string | null
  /** Drafts are left out. */
  signed_at: string | null
  origin: string
  readings: readonly (Readonly<Record<string, unknown>> & { stage: string; part: string })[]
}

export type TrendPoint = { day: Day; hundredths: number; passed: boolean; note?: string }
export type Trend = { label: string; limitHundredths: number | null; readings: TrendPoint[] }

type Line = { component: Component; column: string; state: string | null; limit: number | null }

/** How the readings of an assembly moved over the years, component by component; those never read are left out. */
export function trendsOf(type: AssemblyType, tests: readonly TrendTest[], profile: RuleProfile): Trend[] {
  const counted = tests.filter(
    (test) => test.superseded_at === null && (test.signed_at !== null || test.origin === 'imported'),
  )
  const parts: Part[] = ASSEMBLIES[type].detector === 'TYPE_I' ? ['main', 'bypass'] : ['main']
  return parts.flatMap((part) =>
    linesOf(type, profile)
      .map((line) => ({
        label: componentName(line.component, part),
        limitHundredths: line.limit,
        readings: counted.flatMap((test) => pointsOf(test, part, line)),
      }))
      .filter((trend) => trend.readings.length > 0),
  )
}

function pointsOf(test: TrendTest, part: Part, { column, state, limit }: Line): TrendPoint[] {
  const repaired = test.readings.some(({ stage }) => stage === 'final')
  return ['initial', 'final'].flatMap((stage) => {
    const block = test.readings.find((each) => each.stage === stage && each.part === part)
    const hundredths = block?.[column]
    if (typeof hundredths !== 'number') return []
    const leaked = state !== null && block?.[state] === 'leaked'
    const passed = !leaked && (limit === null || hundredths >= limit)
    const note = repaired ? (stage === 'initial' ? 'before repair' : 'after repair') : undefined
    return [{ day: test.tested_on, hundredths, passed, ...(note === undefined ? {} : { note }) }]
  })
}

function linesOf(type: AssemblyType, profile: RuleProfile): Line[] {
  const bypass = line('BC', 'bc', profile.bypassCheckMin)
  switch (ASSEMBLIES[type].family) {
    case 'RP':
      return [
        { component: 'RV', column: 'rv_opened_hundredths_psid', state: null, limit: profile.rvMin },
        line('CV1', 'cv1', profile.rpCv1Min),
        line('CV2', 'cv2', profile.rpCv2Min),
        bypass,
      ]
    case 'DC':
      return [line('CV1', 'cv1', profile.dcCheckMin), line('CV2', 'cv2', profile.dcCheckMin), bypass]
    case 'VB':
      return [
        { component: 'AI', column: 'ai_opened_hundredths_psid', state: null, limit: profile.airInletMin },
        line('CV', 'cv', profile.vbCheckMin),
      ]
    default:
      return []
  }
}

function line(component: Component, name: string, limit: number | null): Line {
  return { component, column: `${name}_hundredths_psid`, state: `${name}_state`, limit }
}
