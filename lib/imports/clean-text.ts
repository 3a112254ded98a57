/** What was found odd about a cell's text while tidying it. */
export interface TidyText {
  text: string
  guard: boolean
  invisible: boolean
  nul: boolean
}

// Direction marks, zero-width signs, soft hyphens, byte-order marks and control characters: seen by nobody, harmful to comparing.
const INVISIBLE = /(?![\t\n\r\0])[\p{Cc}\p{Cf}]/gu
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/
const EXCEL_ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|FORMULA!|SPILL!|CALC!|GETTING_DATA)$/i

/**
 * Tidies a cell: ends trimmed, runs of space made one, invisible characters out, the apostrophe or ="…" that guards a
 * text from being calculated taken off. A text that begins with = + - or @ is data and stays as it is. Line breaks become spaces.
 */
export function tidyText(cell: string): TidyText {
  if (PLAIN.test(cell) && !cell.includes('  ') && cell[0] !== "'" && cell[0] !== '=') {
    return { text: cell, guard: false, invisible: false, nul: false }
  }
  const nul = cell.includes('\0')
  const visible = cell.replace(INVISIBLE, '').replaceAll('\0', '')
  const spaced = visible.normalize('NFC').replace(/\s+/g, ' ').trim()
  const quoted = /^="(.*)"$/.exec(spaced)
  const text = quoted ? (quoted[1] ?? '').trim() : spaced.replace(/^'(?=[=+\-@\t])/, '').trim()
  return { text, guard: text !== spaced, invisible: visible.length !== cell.length && !nul, nul }
}

/** A text that a database can hold as JSON: NUL shown as ␀, no half of a character pair (a cut may leave one). */
export function storable(text: string): string {
  return text.replaceAll('\0', '\u2400').toWellFormed()
}

/** True for what a spreadsheet leaves in a cell it cannot work out. */
export function isExcelError(text: string): boolean {
  return EXCEL_ERROR.test(text)
}

/** The inverse for CSV output: an apostrophe before a text that a spreadsheet would calculate. */
export function guardText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) || /^'[=+\-@\t]/.test(text) ? `'${text}` : text
}
