const figures = new Intl.NumberFormat('en-US')

/** "1,000+" when the count was cut short, "1,000" when it is exact. */
export function countWords(count: number, capped = false): string {
  return `${figures.format(count)}${capped ? '+' : ''}`
}
