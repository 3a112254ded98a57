import type { CleanContext } from './clean-context.ts'
import { newContext } from './clean-context.ts'
import type { CleanRow, JsonScalar, Reason } from './clean-row-types.ts'
import { keysOf } from './clean-row.ts'
import { judgeTest, sayVerdict } from './clean-test-row.ts'
import { levelOf, type ReasonCode } from './reason-codes.ts'
import { newFindings } from './row-findings.ts'
import { statusOf } from './row-status.ts'

/**
 * The row with a suggestion accepted: its values written, its reason turned into a note, keys, verdict and status worked
 * out again. `field` narrows to one field where a code stands twice. A reason without a suggestion stays. Pure.
 */
export function applySuggestion(
  row: CleanRow,
  code: ReasonCode,
  field?: string,
  context: Partial<CleanContext> = {},
): CleanRow {
  const chosen = row.reasons.filter((reason) => fits(reason, code, field) && reason.set !== undefined)
  return chosen.length === 0 ? row : settle(row, chosen, 'accepted', context)
}

/** The row with a doubt set aside: a person looked and keeps the value as found. Refusals and matches cannot be set aside. Pure. */
export function keepFound(
  row: CleanRow,
  code: ReasonCode,
  field?: string,
  context: Partial<CleanContext> = {},
): CleanRow {
  const chosen = row.reasons.filter((reason) => fits(reason, code, field))
  return chosen.length === 0 ? row : settle(row, chosen, 'kept_as_found', context)
}

function fits(reason: Reason, code: ReasonCode, field: string | undefined): boolean {
  return reason.code === code && levelOf(reason.code) === 'review' && (field === undefined || reason.field === field)
}

function settle(
  row: CleanRow,
  chosen: readonly Reason[],
  as: 'accepted' | 'kept_as_found',
  context: Partial<CleanContext>,
): CleanRow {
  const next = structuredClone(row)
  next.reasons = row.reasons.filter((reason) => !chosen.includes(reason))
  next.notes = [...row.notes, ...chosen.map((reason) => settledNote(reason, as))]
  if (as === 'accepted') {
    for (const { set } of chosen) for (const [path, value] of Object.entries(set ?? {})) write(next, path, value)
    rejudge(next, newContext(context))
  }
  next.keys = keysOf(next)
  next.status = statusOf(next)
  return next
}

function settledNote(reason: Reason, as: 'accepted' | 'kept_as_found'): Reason {
  const { set: _, ...rest } = reason
  return {
    ...rest,
    code: as,
    message: `${reason.code}: ${as === 'accepted' ? 'the suggestion was accepted' : 'kept as found'}.`,
  }
}

// A changed reading may change the verdict, and with it whether the filed result differs.
function rejudge(row: CleanRow, context: CleanContext): void {
  if (row.test === null) return
  const before = row.test.recomputed
  const known =
    before === null || before.type_source === 'readings' ? context : { ...context, typeOfSerial: () => before.type }
  const judged = judgeTest(row.test, known)
  row.test.recomputed =
    judged && before && before.type_source !== 'readings' ? { ...judged, type_source: before.type_source } : judged
  const settled = row.notes.some(({ message }) => message.startsWith('filed_result_differs:'))
  row.reasons = row.reasons.filter(({ code }) => code !== 'filed_result_differs')
  row.notes = row.notes.filter(({ code }) => code !== 'readings_incomplete')
  const findings = newFindings()
  sayVerdict(findings, row.test, row.test.filed_result ?? '')
  if (!settled) row.reasons.push(...findings.reasons)
  row.notes.push(...findings.notes)
}

function write(row: CleanRow, path: string, value: JsonScalar): void {
  const steps = path.split('.')
  const last = steps.pop()
  let target: unknown = row
  for (const step of steps) {
    if (typeof target !== 'object' || target === null || !Object.hasOwn(target, step)) return
    target = Reflect.get(target, step)
  }
  if (last === undefined || typeof target !== 'object' || target === null || !Object.hasOwn(target, last)) return
  Reflect.set(target, last, value)
}
