import { isExcelError } from './clean-text.ts'
import { isBlankWord, type Cell, type Findings } from './row-findings.ts'

const NO_SERIAL =
  /^(?:0+|x+|illegible|not legible|unreadable|can'?t read|cannot read|no (?:serial|tag|plate|number|sn)(?: .*)?|missing|worn|see notes?)$/i

/**
 * A serial as found, tidied. Null for a blank or a word that stands for none. Two serials in one cell are said; for a
 * Type I detector the second is suggested as the bypass's.
 */
export function readSerial(findings: Findings, field: string, cell: Cell, detector: boolean): string | null {
  const text = cell.text
    .replace(/^(?:s\/?n|serial(?: no| number| #)?)\s*[:.#]?\s+(?=\S)/i, '')
    .replace(/^(\d+)\.0+$/, '$1')
  if (isBlankWord(text) || NO_SERIAL.test(text) || isExcelError(text)) {
    const message = 'There is no serial. Read it off the assembly, or keep the row without one.'
    findings.say('serial_blank', field, cell, { message })
    return null
  }
  if (/^\d(?:\.\d+)?E\+?\d{1,2}$/i.test(text)) {
    findings.say('serial_scientific', field, cell, {
      message: 'A spreadsheet wrote the serial as a power of ten; its last digits are lost.',
    })
    return text
  }
  const two = /^([A-Z0-9-]{4,})\s*(?:[/&,;]|\band\b)\s*([A-Z0-9-]{4,})$/i.exec(text)
  if (two?.[1] !== undefined && two[2] !== undefined) {
    const message = 'The cell holds two serials.'
    if (detector && field === 'device.serial') {
      findings.say('serial_two', field, cell, {
        suggestion: `${two[1]}, bypass ${two[2]}`,
        message: `${message} A Type I detector has one for the main and one for the bypass.`,
        set: { 'device.serial': two[1], 'device.bypass_serial': two[2] },
      })
    } else findings.say('serial_two', field, cell, { message })
  }
  return text
}
