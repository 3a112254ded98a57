import type { CleanRow, RowStatus } from './clean-row-types.ts'
import { levelOf } from './reason-codes.ts'

/** The status that reasons and match make: refused, then duplicate, then review, then new or update. */
export function statusOf({ reasons, match }: Pick<CleanRow, 'reasons' | 'match'>): RowStatus {
  if (reasons.some(({ code }) => levelOf(code) === 'refuse')) return 'refused'
  if (match.kind === 'duplicate') return 'duplicate'
  return reasons.some(({ code }) => levelOf(code) === 'review') ? 'review' : match.kind
}
