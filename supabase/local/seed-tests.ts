import type { AssemblyType } from '../../lib/backflow/assembly.ts'
import { evaluateRecord, type RecordVerdict } from '../../lib/backflow/evaluate.ts'
import type { RuleProfile } from '../../lib/backflow/profiles.ts'
import { blockToRow, buildBlock, familyOf, type ReadingFields, type ReadingsRow } from '../../lib/backflow/readings.ts'
import { addDays, type Day } from '../../lib/dates.ts'
import type { Chance } from './seed-chance.ts'

export type SeedTest = {
  testedOn: Day
  testType: 'ANNUAL' | 'REPAIR_RETEST'
  verdict: RecordVerdict
  result: 'PASS' | 'FAIL'
  blocks: (ReadingsRow & { stage: 'initial' | 'final'; part: 'main' | 'bypass' })[]
  repairsText: string | null
  linePressurePsi: number
}

type Health = { rv: number; cv1: number; cv2: number; ai: number; wear: number }

/** Readings move in fifths of a psid, as a gauge is read. */
const fifth = (hundredths: number): number => Math.max(0, Math.round(hundredths / 20) * 20)

/**
 * Three years of one assembly: readings drift down with wear, about one test in eleven fails; most failures are repaired
 * on the same visit, some are retested days later, a few stay open. Oldest first.
 */
export function seedTests(
  chance: Chance,
  type: AssemblyType,
  profile: RuleProfile,
  last: Day,
  cycles: number,
): SeedTest[] {
  const tests: SeedTest[] = []
  let health: Health = fresh(chance)
  for (let cycle = cycles - 1; cycle >= 0; cycle -= 1) {
    const testedOn = addDays(last, -365 * cycle + (cycle === 0 ? 0 : chance.between(-12, 12)))
    const failing = chance.chance(0.09)
    const first = readingsOf(chance, type, health, failing)
    if (!failing) {
      tests.push(judge(chance, type, profile, testedOn, 'ANNUAL', first, null))
    } else {
      const repair = chance.pick(REPAIRS)
      const after = readingsOf(chance, type, fresh(chance), false)
      const course = chance.weigh([
        ['same visit', 6],
        ['later', 3],
        ['open', 1.2],
      ] as const)
      if (course === 'same visit')
        tests.push(judge(chance, type, profile, testedOn, 'ANNUAL', first, { readings: after, text: repair }))
      else {
        tests.push(judge(chance, type, profile, testedOn, 'ANNUAL', first, null))
        if (course === 'later' || cycle > 0)
          tests.push(
            judge(
              chance,
              type,
              profile,
              addDays(testedOn, cycle === 0 ? 1 : chance.between(2, 20)),
              'REPAIR_RETEST',
              after,
              null,
            ),
          )
      }
      health = fresh(chance)
    }
    health = {
      ...health,
      rv: health.rv - chance.between(0, 25),
      cv1: health.cv1 - chance.between(0, health.wear),
      cv2: health.cv2 - chance.between(0, 20),
      ai: health.ai - chance.between(0, 25),
    }
  }
  return tests
}

const REPAIRS = [
  'Flushed sand from relief valve, replaced seat disc',
  'Check 1: replaced disc and spring, cleaned seat',
  'Rebuilt both checks with full kit',
  'Removed debris from check 2, lapped seat',
  'Replaced diaphragm and O-rings',
]

function fresh(chance: Chance): Health {
  return {
    rv: chance.between(240, 420),
    cv1: chance.between(640, 920),
    cv2: chance.between(160, 300),
    ai: chance.between(160, 280),
    wear: chance.between(20, 70),
  }
}

function readingsOf(
  chance: Chance,
  type: AssemblyType,
  health: Health,
  failing: boolean,
): { main: ReadingFields; bypass: ReadingFields | null } {
  const fault = failing ? chance.pick(['first', 'second', 'third'] as const) : null
  const rv = Math.max(220, health.rv)
  const cv1 = Math.max(rv + 120, 520, health.cv1)
  const main: Record<string, unknown> = {}
  switch (familyOf(type)) {
    case 'RP':
      if (fault === 'first' && chance.chance(0.4)) main.rvDidNotOpen = true
      else main.rvOpenedHundredthsPsid = fault === 'first' ? fifth(chance.between(100, 180)) : fifth(rv)
      main.cv1HundredthsPsid = fault === 'second' ? fifth(chance.between(300, 480)) : fifth(cv1)
      main.cv1State = 'tight'
      main.cv2State = fault === 'third' ? 'leaked' : 'tight'
      break
    case 'DC':
      main.cv1HundredthsPsid = fault === 'first' ? fifth(chance.between(20, 80)) : fifth(Math.max(120, health.cv2))
      main.cv1State = 'tight'
      if (fault !== null && fault !== 'first') main.cv2State = 'leaked'
      main.cv2HundredthsPsid = fault !== null && fault !== 'first' ? 0 : fifth(Math.max(120, health.cv2 - 20))
      main.cv2State ??= 'tight'
      break
    case 'VB':
      main.aiOpenedHundredthsPsid = fault === 'first' ? fifth(chance.between(20, 80)) : fifth(Math.max(120, health.ai))
      main.aiFullyOpen = fault !== 'second'
      main.cvHundredthsPsid = fault === 'third' ? fifth(chance.between(20, 80)) : fifth(Math.max(120, health.cv2))
      main.cvState = 'tight'
      break
    case 'AG':
      main.agSupplyHundredthsIn = 100
      main.agGapHundredthsIn = failing ? 180 : 250
      break
    case 'INSPECTION':
      main.inspectionOutcome = failing ? 'not_acceptable' : 'acceptable'
  }
  if (type === 'DCDA2' || type === 'RPDA2')
    Object.assign(main, { bcHundredthsPsid: fifth(chance.between(120, 220)), bcState: 'tight' })
  const bypass =
    type === 'DCDA' || type === 'RPDA'
      ? {
          cv1HundredthsPsid: fifth(chance.between(120, 240)),
          cv1State: 'tight',
          cv2HundredthsPsid: fifth(chance.between(120, 220)),
          cv2State: 'tight',
        }
      : null
  return { main, bypass }
}

function judge(
  chance: Chance,
  type: AssemblyType,
  profile: RuleProfile,
  testedOn: Day,
  testType: SeedTest['testType'],
  first: { main: ReadingFields; bypass: ReadingFields | null },
  repair: { readings: { main: ReadingFields; bypass: ReadingFields | null }; text: string } | null,
): SeedTest {
  const stage = (fields: { main: ReadingFields; bypass: ReadingFields | null }) => ({
    main: buildBlock(type, fields.main),
    bypass: fields.bypass === null ? null : buildBlock(type, fields.bypass),
  })
  const initial = stage(first)
  const final = repair === null ? null : stage(repair.readings)
  const verdict = evaluateRecord({
    type,
    profile,
    initial,
    final,
    repairsText: repair?.text ?? null,
    installedPerCode: null,
  })
  const blocks: SeedTest['blocks'] = []
  for (const [name, readings] of [
    ['initial', initial],
    ['final', final],
  ] as const) {
    if (readings === null) continue
    blocks.push({ stage: name, part: 'main', ...blockToRow(readings.main) })
    if (readings.bypass !== null) blocks.push({ stage: name, part: 'bypass', ...blockToRow(readings.bypass) })
  }
  return {
    testedOn,
    testType,
    verdict,
    result: verdict.result === 'PASS' ? 'PASS' : 'FAIL',
    blocks,
    repairsText: repair?.text ?? null,
    linePressurePsi: chance.between(48, 78),
  }
}
