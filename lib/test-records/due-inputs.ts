/** Reads what private.due_inputs() hands over into the rules a test is judged by and the facts its dates follow from. */
import { z } from 'zod'
import { ASSEMBLY_TYPES } from '../backflow/assembly.ts'
import { dueRuleOf } from '../backflow/due-source.ts'
import { profileOf } from '../backflow/profile-source.ts'
import type { RuleProfile } from '../backflow/profiles.ts'
import { TEST_TYPES } from '../backflow/test-types.ts'
import type { ConcludeInputs } from './conclude-dates.ts'

const day = z.string().nullable()
const schema = z.object({
  device_id: z.string(),
  records_version: z.int(),
  type: z.enum(ASSEMBLY_TYPES),
  hazard: z.string().nullable(),
  use: z.string().nullable(),
  status: z.string(),
  interval_months: z.int().nullable(),
  non_potable_supply: z.boolean(),
  base_due_on: day,
  base_source: z.enum(['imported', 'manual']).nullable(),
  base_through: day,
  base_anchor_on: day,
  district_due_on: day,
  district_due_source: z.string().nullable(),
  state: z.string().nullable(),
  due_rule: z.record(z.string(), z.unknown()).nullable(),
  repair_days: z.int().nullable(),
  rule_profile: z.string().nullable(),
  profile_overrides: z.record(z.string(), z.unknown()).nullable(),
  target_lead_days: z.int(),
  today: z.string(),
  tests: z.array(
    z.object({
      id: z.string(),
      tested_on: z.string(),
      tested_at: z.string().nullable(),
      result: z.enum(['PASS', 'FAIL']),
      test_type: z.enum(TEST_TYPES),
    }),
  ),
})

/** The rules in force for one assembly and the facts they are applied to. Plain data: it travels to the browser. */
export interface RulesInForce {
  conclude: ConcludeInputs
  profile: RuleProfile
  /** True where no rulebook names a profile. */
  profileAssumed: boolean
  /** Two letters where known. */
  state: string | null
  nonPotableSupply: boolean
  /** Today where the company is. */
  today: string
  dueOn: string | null
  dueSource: string | null
}

/** Throws when the shape is wrong: that is our mistake, or bad data in a rulebook. */
export function rulesInForce(answer: unknown): RulesInForce {
  const found = schema.parse(answer)
  const source = {
    ...dueColumns(found.due_rule),
    repair_days: found.repair_days,
  }
  const stated = dueRuleOf(source)
  const own = found.interval_months
  const { profile, assumed } = profileOf({
    profileName: found.rule_profile,
    state: found.state,
    overrides: [found.profile_overrides],
  })
  return {
    conclude: {
      deviceId: found.device_id,
      recordsVersion: found.records_version,
      type: found.type,
      hazard: found.hazard,
      use: found.use,
      status: found.status,
      // An interval set for this very assembly goes before the district's.
      rule: own === null ? stated : { ...stated, intervalMonths: own, intervals: [] },
      base: {
        dueOn: found.base_due_on,
        source: found.base_source,
        through: found.base_through,
        anchorOn: found.base_anchor_on,
      },
      targetLeadDays: found.target_lead_days,
      tests: found.tests.map((test) => ({
        id: test.id,
        testedOn: test.tested_on,
        testedAt: test.tested_at,
        result: test.result,
        testType: test.test_type,
      })),
    },
    profile,
    profileAssumed: assumed,
    state: found.state,
    nonPotableSupply: found.non_potable_supply,
    today: found.today,
    dueOn: found.district_due_on,
    dueSource: found.district_due_source,
  }
}

const dueRuleShape = z
  .object({
    due_basis: z.string().nullable(),
    schedule: z.unknown(),
    interval_months: z.int().nullable(),
    early_days: z.int().nullable(),
    intervals: z.unknown(),
  })
  .partial()

function dueColumns(rule: Record<string, unknown> | null) {
  const { due_basis, schedule, interval_months, early_days, intervals } = dueRuleShape.parse(rule ?? {})
  return {
    due_basis: due_basis ?? null,
    schedule: schedule ?? null,
    interval_months: interval_months ?? null,
    early_days: early_days ?? null,
    intervals: intervals ?? [],
  }
}
