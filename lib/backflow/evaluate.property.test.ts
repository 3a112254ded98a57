/** Properties of the verdict: it never improves as an assembly gets worse. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ASSEMBLIES, ASSEMBLY_TYPES, type AssemblyType } from './assembly.ts'
import { evaluate, evaluateRecord, type Result, type StageReadings } from './evaluate.ts'
import { type ProfileOverrides, PROFILE_NAMES, type RuleProfile, resolveProfile } from './profiles.ts'
import { buildBlock, type ReadingFields, type ReadingKey, type ReadingsBlock } from './readings.ts'
import { anyBlock } from './readings.arbitrary.ts'

const RUNS = { numRuns: 2_000 }
const RANK: Readonly<Record<Result, number>> = { FAIL: 0, INCOMPLETE: 1, PASS: 2 }

/** Readings of which more is better. The relief is not among them: it has a limit on both sides. */
const FALLING: readonly ReadingKey[] = [
  'cv1HundredthsPsid',
  'cv2HundredthsPsid',
  'bcHundredthsPsid',
  'aiOpenedHundredthsPsid',
  'cvHundredthsPsid',
  'agGapHundredthsIn',
]
const TURNING_BAD: readonly ReadingFields[] = [
  { rvDidNotOpen: true },
  { cv1State: 'leaked' },
  { cv2State: 'leaked' },
  { bcState: 'leaked' },
  { aiDidNotOpen: true },
  { aiFullyOpen: false },
  { cvState: 'leaked' },
  { inspectionOutcome: 'not_acceptable' },
  { shutoff2State: 'leaked' },
]

const anyOverride: fc.Arbitrary<ProfileOverrides> = fc.record({
  bufferMode: fc.constantFrom(undefined, 'off', 'warn', 'fail'),
  bufferMin: fc.constantFrom(undefined, 0, 200, 300),
  rpCv1Min: fc.constantFrom(undefined, null, 400, 500),
  rpCv2Min: fc.constantFrom(undefined, null, 100),
  bypassCheckMin: fc.constantFrom(undefined, 50),
  airInletFullyOpenAsked: fc.constantFrom(undefined, true, false),
  badInstallFails: fc.constantFrom(undefined, true, false),
})
const anyProfile: fc.Arbitrary<RuleProfile> = fc
  .tuple(fc.constantFrom(...PROFILE_NAMES), fc.option(anyOverride))
  .map(([name, overrides]) => resolveProfile(name, overrides))

interface Case {
  type: AssemblyType
  main: ReadingsBlock
  bypass: ReadingsBlock | null
}
const anyCase = (complete = false): fc.Arbitrary<Case> =>
  fc.constantFrom(...ASSEMBLY_TYPES).chain((type) =>
    fc.record({
      type: fc.constant(type),
      main: anyBlock(type, complete),
      bypass: ASSEMBLIES[type].detector === 'TYPE_I' ? anyBlock(type, complete) : fc.constant(null),
    }),
  )

/** A change for the worse: one reading falls by some share of itself, or one flag turns bad. */
const anyHarm = fc.oneof(
  fc.record({
    key: fc.constantFrom(...FALLING),
    keep: fc.integer({ min: 0, max: 100 }),
    by: fc.constantFrom(0, 1, 10),
  }),
  fc.record({ flags: fc.constantFrom(...TURNING_BAD) }),
)
type Harm = typeof anyHarm extends fc.Arbitrary<infer T> ? T : never

function worse(type: AssemblyType, block: ReadingsBlock, harm: Harm): ReadingsBlock {
  const fields: ReadingFields = block
  if ('flags' in harm) return buildBlock(type, { ...fields, ...harm.flags })
  const value = fields[harm.key]
  if (typeof value !== 'number') return block
  const fallen = Math.max(0, harm.by > 0 ? value - harm.by : Math.floor((value * harm.keep) / 100))
  return buildBlock(type, { ...fields, [harm.key]: fallen })
}

const readings = ({ main, bypass }: Case): StageReadings => ({ main, bypass })

describe('the verdict never improves', () => {
  test('when a check, air inlet or bypass reading falls or a flag turns bad, on the main part or the bypass', () => {
    fc.assert(
      fc.property(anyCase(), anyProfile, anyHarm, fc.boolean(), (before, profile, harm, onBypass) => {
        const { type, main, bypass } = before
        const after: Case =
          onBypass && bypass
            ? { type, main, bypass: worse(type, bypass, harm) }
            : { type, main: worse(type, main, harm), bypass }
        const was = evaluate(type, readings(before), profile)
        const is = evaluate(type, readings(after), profile)
        expect(RANK[is.result]).toBeLessThanOrEqual(RANK[was.result])
      }),
      RUNS,
    )
  })
  test('of a record, when its deciding readings do, or the installation turns out bad', () => {
    fc.assert(
      fc.property(
        anyCase(true),
        anyCase(),
        anyProfile,
        anyHarm,
        fc.boolean(),
        (initial, other, profile, harm, repaired) => {
          const { type } = initial
          const final: Case | null = repaired
            ? { ...initial, main: other.type === type ? other.main : initial.main }
            : null
          const record = (first: Case, last: Case | null, installedPerCode: boolean): number =>
            RANK[
              evaluateRecord({
                type,
                profile,
                initial: readings(first),
                final: last && readings(last),
                repairsText: 'Cleaned',
                installedPerCode,
              }).result
            ]
          const harmed = (it: Case): Case => ({ ...it, main: worse(type, it.main, harm) })
          const was = record(initial, final, true)
          expect(record(harmed(initial), final, true)).toBeLessThanOrEqual(was)
          if (final) expect(record(initial, harmed(final), true)).toBeLessThanOrEqual(was)
          expect(record(initial, final, false)).toBeLessThanOrEqual(was)
        },
      ),
      RUNS,
    )
  })
})

describe('reduced pressure', () => {
  test('the passing relief readings form one interval, from the least opening to the most the check allows', () => {
    const types = fc.constantFrom<AssemblyType>('RP', 'RPDA2')
    fc.assert(
      fc.property(types, anyProfile, fc.integer({ min: 0, max: 1200 }), (type, profile, cv1) => {
        const verdicts = Array.from({ length: 1_300 }, (_, relief) => {
          const main = buildBlock(type, {
            rvOpenedHundredthsPsid: relief,
            cv1HundredthsPsid: cv1,
            cv2HundredthsPsid: 200,
            cv2State: 'tight',
            bcHundredthsPsid: 200,
          })
          return evaluate(type, { main }, profile).result === 'PASS'
        })
        const changes = verdicts.filter((pass, i) => pass !== (verdicts[i - 1] ?? false)).length
        expect(changes).toBeLessThanOrEqual(2)
        if (changes > 0) expect(verdicts.indexOf(true)).toBe(profile.rvMin)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('every verdict', () => {
  test('follows from its checks, and each check has its sentences', () => {
    fc.assert(
      fc.property(anyCase(), anyProfile, (it, profile) => {
        const { result, complete, checks } = evaluate(it.type, readings(it), profile)
        const has = (status: string): boolean => checks.some((check) => check.status === status)
        expect(result).toBe(has('fail') ? 'FAIL' : has('missing') ? 'INCOMPLETE' : 'PASS')
        expect(complete).toBe(!has('missing'))
        for (const { rule, message, profile: by } of checks) {
          expect(`${rule} ${message}`).toMatch(/^[A-Z].*[.?] [A-Z].*[.?]$/)
          expect(by).toBe(profile.name)
        }
      }),
      RUNS,
    )
  })
})
