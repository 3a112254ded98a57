import { type Day, daysBetween } from '../dates.ts'
import { concludeDates } from '../test-records/conclude-dates.ts'
import type { RulesInForce } from '../test-records/due-inputs.ts'

/** What a passing test before the due date costs: nothing, so many days of the cycle, or the test itself, which would not count. */
export type EarlyCost = { kind: 'nothing' } | { kind: 'days'; days: number } | { kind: 'all' }

/** Compares the next date after a pass on `on` with the one after a pass on the due date, under the district's own rule. */
export function earlyCost({ conclude, dueOn }: Pick<RulesInForce, 'conclude' | 'dueOn'>, on: Day): EarlyCost {
  if (dueOn === null || on >= dueOn) return { kind: 'nothing' }
  const after = (testedOn: Day): Day | null =>
    concludeDates(conclude, {
      add: { id: 'planned', testedOn, testedAt: null, result: 'PASS', testType: 'ANNUAL' },
      supersedesId: null,
    }).dueOn
  const [early, onTime] = [after(on), after(dueOn)]
  if (early === null || onTime === null || early >= onTime) return { kind: 'nothing' }
  return early <= dueOn ? { kind: 'all' } : { kind: 'days', days: daysBetween(early, onTime) }
}

/** The warning beside an assembly that is offered; null when an early test costs nothing. */
export function earlyWords(cost: EarlyCost): string | null {
  if (cost.kind === 'nothing') return null
  if (cost.kind === 'all') return 'Too early: a test today would not count for its due date.'
  return `A test today shortens its cycle by ${cost.days === 1 ? '1 day' : `${cost.days} days`}.`
}
