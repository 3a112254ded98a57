import { ASSEMBLIES, type AssemblyType } from '../backflow/assembly.ts'
import { evaluateRecord, type StageReadings } from '../backflow/evaluate.ts'
import type { RuleProfile } from '../backflow/profiles.ts'
import { rowToBlock, type ReadingsRow } from '../backflow/readings.ts'
import type { CleanStage, CleanTest, RecomputedVerdict } from './clean-row-types.ts'

/**
 * What our rules make of a past test's readings for an assembly of `type`. For a Type II detector a single check given as
 * bypass reading counts as its bypass check. Call again once the device, and so the type and profile, is known.
 */
export function recomputeVerdict(
  test: Pick<CleanTest, 'initial' | 'final' | 'repairs_text'>,
  type: AssemblyType,
  source: RecomputedVerdict['type_source'],
  profile: RuleProfile,
): RecomputedVerdict {
  const verdict = evaluateRecord({
    type,
    profile,
    initial: stageOf(type, test.initial),
    final: test.final && stageOf(type, test.final),
    repairsText: test.repairs_text,
    installedPerCode: null,
  })
  return {
    type,
    type_source: source,
    profile: verdict.profile,
    profile_version: verdict.profileVersion,
    result: verdict.result,
    checks: verdict.checks.map(({ stage, part, component, code, value, limit, rule, status, message }) => ({
      stage,
      part,
      component,
      code,
      value,
      limit,
      rule,
      status,
      message,
    })),
  }
}

function stageOf(type: AssemblyType, stage: CleanStage): StageReadings {
  const kind = ASSEMBLIES[type].detector
  if (kind === 'TYPE_I')
    return { main: rowToBlock(type, stage.main), bypass: stage.bypass && rowToBlock(type, stage.bypass) }
  return { main: rowToBlock(type, kind === 'TYPE_II' ? withBypassCheck(stage) : stage.main) }
}

function withBypassCheck({ main, bypass }: CleanStage): ReadingsRow {
  if (bypass === null || main.bc_hundredths_psid !== null || main.bc_state !== null) return main
  const second = bypass.cv2_hundredths_psid !== null || bypass.cv2_state !== null
  const first = bypass.cv1_hundredths_psid !== null || bypass.cv1_state !== null
  if (first && second) return main
  if (first) return { ...main, bc_hundredths_psid: bypass.cv1_hundredths_psid, bc_state: bypass.cv1_state }
  if (second) return { ...main, bc_hundredths_psid: bypass.cv2_hundredths_psid, bc_state: bypass.cv2_state }
  return { ...main, bc_hundredths_psid: bypass.bc_hundredths_psid, bc_state: bypass.bc_state }
}

/** The type that readings speak of, when no device tells: a relief valve is an RP, an air inlet a PVB, checks alone a DC; with a bypass, a detector. */
export function typeOfReadings({ initial, final }: Pick<CleanTest, 'initial' | 'final'>): AssemblyType | null {
  const mains = [initial.main, ...(final ? [final.main] : [])]
  const bypasses = [initial.bypass, final?.bypass ?? null].filter((block) => block !== null)
  const any = (keys: readonly (keyof ReadingsRow)[]): boolean =>
    mains.some((block) => keys.some((key) => block[key] !== null))
  if (any(['ai_opened_hundredths_psid', 'ai_did_not_open', 'ai_fully_open'])) return 'PVB'
  const relief = any(['rv_opened_hundredths_psid', 'rv_did_not_open'])
  const typeTwo = any(['bc_hundredths_psid', 'bc_state']) || (bypasses.length > 0 && bypasses.every(isSingleCheck))
  const detector = typeTwo || bypasses.length > 0
  if (relief) return detector ? (typeTwo ? 'RPDA2' : 'RPDA') : 'RP'
  if (any(['cv1_hundredths_psid', 'cv1_state', 'cv2_hundredths_psid', 'cv2_state']))
    return detector ? (typeTwo ? 'DCDA2' : 'DCDA') : 'DC'
  return null
}

function isSingleCheck(bypass: ReadingsRow): boolean {
  const first = bypass.cv1_hundredths_psid !== null || bypass.cv1_state !== null
  const second = bypass.cv2_hundredths_psid !== null || bypass.cv2_state !== null
  return first !== second && bypass.rv_opened_hundredths_psid === null && bypass.rv_did_not_open === null
}
