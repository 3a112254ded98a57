/** Delimiters a CSV may use, the commonest first (ties go to the earlier). */
export const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

const SAMPLE_RECORDS = 25

/** How many times `delimiter` stands outside quotes in each of the first records that are not blank. */
function countsPerRecord(text: string, delimiter: Delimiter): number[] {
  const counts: number[] = []
  let count = 0
  let quoted = false
  let blank = true
  for (let at = 0; at < text.length && counts.length < SAMPLE_RECORDS; at += 1) {
    const sign = text[at]
    if (sign === '"') {
      const opens = at === 0 || text[at - 1] === delimiter || text[at - 1] === '\n' || text[at - 1] === '\r'
      if (quoted) quoted = false
      else if (opens || text[at - 1] === '"') quoted = true
      blank = false
    } else if (!quoted && (sign === '\n' || sign === '\r')) {
      if (!blank) counts.push(count)
      count = 0
      blank = true
    } else {
      if (!quoted && sign === delimiter) count += 1
      blank = false
    }
  }
  if (!blank && counts.length < SAMPLE_RECORDS) counts.push(count)
  return counts
}

function score(counts: readonly number[]): number {
  const tally = new Map<number, number>()
  for (const count of counts) if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1)
  let best = 0
  for (const [count, times] of tally) best = Math.max(best, (times / counts.length) * Math.min(count, 50))
  return best
}

/**
 * The delimiter of a CSV from its beginning: the one that splits most records into the same number of cells. Excel's
 * first line 'sep=;' wins. A sheet of one column gives a comma.
 */
export function sniffDelimiter(head: string): Delimiter {
  const told = /^sep=([,;|\t])\s*(?:\r|\n|$)/i.exec(head)
  const named = DELIMITERS.find((delimiter) => delimiter === told?.[1])
  if (named) return named
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    const points = score(countsPerRecord(head, delimiter))
    if (points > bestScore) {
      best = delimiter
      bestScore = points
    }
  }
  return best
}
