import { randomBytes } from 'node:crypto'

/** A text as SQL, between quotes that nobody can guess: whatever stands in it, it cannot end the literal. */
export function literal(text: string): string {
  if (/^[\w .:-]*$/.test(text)) return `'${text}'`
  const quote = `$q${randomBytes(16).toString('hex')}$`
  return quote + text.replaceAll('\0', '') + quote
}
