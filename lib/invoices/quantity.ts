/** A quantity as people type it, in hundredths: '1.5' is 150. Undefined when it is none. */
export function parseQuantity(text: string): number | undefined {
  const match = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(text.trim().replace(/^(\d{1,3}),(\d{3})(?=\.|$)/, '$1$2'))
  if (match === null) return undefined
  const hundredths = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return hundredths >= 1 && hundredths <= 10_000_000 ? hundredths : undefined
}
