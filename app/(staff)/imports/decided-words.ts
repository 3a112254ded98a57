import type { Decided, Decision } from '@/lib/imports/decide-rows.ts'

export type { Decision }

const figures = new Intl.NumberFormat('en-US')

/** What an answer did, for the toast. */
export function decidedWords(decision: Decision, { rows, more }: Decided): string {
  if (more) return `${figures.format(rows)} rows are settled so far. Press the button again for the rest.`
  if (rows === 0) {
    return decision === 'accept'
      ? 'There is no suggestion to accept here. Keep what was found, or leave the rows out.'
      : 'Nothing is open here.'
  }
  const n = rows === 1 ? '1 row' : `${figures.format(rows)} rows`
  if (decision === 'accept') return `Accepted for ${n}.`
  if (decision === 'keep') return `Kept as found for ${n}.`
  return decision === 'skip' ? `Left out: ${n}.` : `Back in: ${n}.`
}
