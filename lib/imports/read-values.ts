import { dayFromSerial } from '../backflow/excel-date.ts'
import { parseSize, type Size } from '../backflow/size.ts'
import { addDays, formatDay, parseDay, type Day } from '../dates.ts'
import { parseCents } from '../money.ts'
import { isExcelError } from './clean-text.ts'
import { normalisePhone } from './keys.ts'
import { isBlankWord, type Cell, type Findings } from './row-findings.ts'
import { LEADING_ZERO_STATES, parseState } from './states.ts'

/** Says so and answers true when the cell holds a spreadsheet error. */
export function saidExcelError(findings: Findings, field: string, cell: Cell): boolean {
  if (!isExcelError(cell.text)) return false
  findings.say('excel_error', field, cell, { message: `The cell holds ${cell.text}. Its value is left out.` })
  return true
}

/** A text, or null for a blank, a word that stands for a blank, or a spreadsheet error. */
export function readText(findings: Findings, field: string, cell: Cell): string | null {
  return isBlankWord(cell.text) || saidExcelError(findings, field, cell) ? null : cell.text
}

const NOT_YET = /^(?:not (?:yet|tested)(?: tested)?|never(?: tested)?|new(?: install(?:ation)?)?|pending)$/i

/** What a date must be: `pastBy` a day it may not lie after. */
export interface DayRule {
  pastBy?: Day
}

/** A day as people and exports write it, or null. Doubts are said; a doubtful reading is a suggestion, never the value. */
export function readDay(findings: Findings, field: string, cell: Cell, rule: DayRule = {}): Day | null {
  const { text } = cell
  if (NOT_YET.test(text)) {
    findings.say('not_tested_yet', field, cell, { message: 'Not tested yet: no date.' })
    return null
  }
  if (isBlankWord(text) || saidExcelError(findings, field, cell)) return null
  const day =
    parseDay(text) ?? parseDay(text.replace(/\./g, '-')) ?? compactDay(text) ?? serialDay(findings, field, cell)
  if (day === null) {
    const swapped = dayFirst(text)
    if (swapped === null)
      findings.say('date_unreadable', field, cell, { message: `"${text.slice(0, 40)}" is not a date.` })
    else
      findings.say('date_day_first', field, cell, {
        suggestion: swapped,
        message: `Read as day-month-year this is ${formatDay(swapped)}.`,
        set: { [field]: swapped },
      })
    return null
  }
  if (day < '1950-01-01')
    findings.say('date_very_old', field, cell, { message: `${formatDay(day)} is long past. Check the year.` })
  if (rule.pastBy !== undefined && day > addDays(rule.pastBy, 1)) {
    findings.say('date_in_future', field, cell, { message: `${formatDay(day)} has not come yet.` })
  }
  return day
}

function compactDay(text: string): Day | null {
  const parts = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text)
  return parts ? parseDay(`${parts[1]}-${parts[2]}-${parts[3]}`) : null
}

function serialDay(findings: Findings, field: string, cell: Cell): Day | null {
  if (!/^[1-7]\d{4}(?:\.\d+)?$/.test(cell.text)) return null
  const day = dayFromSerial(Number(cell.text))
  if (day === null || day < '1950-01-01' || day > '2099-12-31') return null
  findings.say('date_was_number', field, cell, { message: `Day number ${cell.text} is ${formatDay(day)}.` })
  return day
}

function dayFirst(text: string): Day | null {
  const parts = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text)
  return parts ? parseDay(`${parts[3]}-${parts[1]}-${parts[4]}`) : null
}

const MOST_CENTS = 1_000_000

/** A price in cents, or null. 'Unknown' is null, $0.00 is zero; both are noted. */
export function readPrice(findings: Findings, field: string, cell: Cell): number | null {
  const text = cell.text
    .replace(/^(?:usd|us\$)\s*/i, '')
    .replace(/\s*usd$/i, '')
    .replace(/^\((.*)\)$/, '-$1')
  if (text === '' || saidExcelError(findings, field, cell)) return null
  if (isBlankWord(text)) {
    findings.say('price_unknown', field, cell, { message: 'The price is not known.' })
    return null
  }
  const parsed = parseCents(text.replace(/^(-?)\$\s+/, '$1$'))
  if (!parsed.ok) {
    findings.say('price_unreadable', field, cell, { message: parsed.message })
    return null
  }
  if (parsed.cents === 0) findings.say('price_zero', field, cell, { message: 'The price is $0.00.' })
  if (parsed.cents < 0 || parsed.cents > MOST_CENTS) {
    findings.say('price_unlikely', field, cell, { message: 'This is an unlikely price for a test. Check it.' })
  }
  return parsed.cents
}

/** Yes or no, or null. */
export function readYesNo(findings: Findings, field: string, cell: Cell): boolean | null {
  if (isBlankWord(cell.text) || saidExcelError(findings, field, cell)) return null
  if (/^(?:yes|y|true|t|1|x|✓|✔)$/i.test(cell.text)) return true
  if (/^(?:no|n|false|f|0)$/i.test(cell.text)) return false
  findings.say('yes_no_unreadable', field, cell, { message: `"${cell.text.slice(0, 40)}" is neither yes nor no.` })
  return null
}

const INTERVAL_WORDS = new Map([
  ['annual', 12],
  ['annually', 12],
  ['yearly', 12],
  ['year', 12],
  ['biennial', 24],
  ['semiannual', 6],
  ['semi-annual', 6],
  ['quarterly', 3],
  ['monthly', 1],
])

/** An interval in months ('12 Months', 'Annual', '2 years', '6'), or null. */
export function readInterval(findings: Findings, field: string, cell: Cell): number | null {
  if (isBlankWord(cell.text) || saidExcelError(findings, field, cell)) return null
  const text = cell.text.toLowerCase().replace(/^every\s+/, '')
  const number = /^(\d{1,3})(?:\.0+)?\s*(m|mo|mos|month|months|y|yr|yrs|year|years)?\.?$/.exec(text)
  const months = number ? Number(number[1]) * ((number[2] ?? 'm').startsWith('y') ? 12 : 1) : INTERVAL_WORDS.get(text)
  if (months !== undefined && months >= 1 && months <= 120) return months
  findings.say('interval_unreadable', field, cell, {
    message: `"${cell.text.slice(0, 40)}" is not a number of months from 1 to 120.`,
  })
  return null
}

/** Active or inactive, or null. */
export function readStatus(findings: Findings, field: string, cell: Cell): 'active' | 'inactive' | null {
  if (isBlankWord(cell.text) || saidExcelError(findings, field, cell)) return null
  if (/^(?:active|in service|in use|yes|y|true|1|current|open)$/i.test(cell.text)) return 'active'
  if (
    /^(?:inactive|not active|out of service|disabled|no|n|false|0|removed|retired|closed|abandoned|capped)$/i.test(
      cell.text,
    )
  )
    return 'inactive'
  findings.say('status_unknown', field, cell, {
    message: `"${cell.text.slice(0, 40)}" is neither active nor inactive.`,
  })
  return null
}

/** A phone number as `normalisePhone` writes it, or null; what is no number is left out and noted. */
export function readPhone(findings: Findings, field: string, cell: Cell): string | null {
  if (isBlankWord(cell.text) || saidExcelError(findings, field, cell)) return null
  const whole = normalisePhone(cell.text)
  if (whole !== null) return whole
  for (const part of cell.text.split(/[,;/|]|\s+or\s+|\s{2,}/i)) {
    const phone = normalisePhone(part)
    if (phone === null) continue
    findings.say('phone_extra', field, cell, { message: 'The first phone number was taken.' })
    return phone
  }
  findings.say('phone_unreadable', field, cell, {
    message: `"${cell.text.slice(0, 40)}" is not a phone number and was left out.`,
  })
  return null
}

/** An email address in lower case, or null; what is none is left out and noted. */
export function readEmail(findings: Findings, field: string, cell: Cell): string | null {
  if (isBlankWord(cell.text) || saidExcelError(findings, field, cell)) return null
  const bare = cell.text.replace(/^mailto:/i, '').replace(/^.*<([^<>]+)>$/, '$1')
  const parts = bare.split(/[,;\s]+/).filter((part) => /^[^@\s"<>]{1,64}@[^@\s"<>.]+(?:\.[^@\s"<>.]+)+$/.test(part))
  const [first] = parts
  if (first === undefined) {
    findings.say('email_unreadable', field, cell, {
      message: `"${cell.text.slice(0, 40)}" is not an email address and was left out.`,
    })
    return null
  }
  if (parts.length > 1) findings.say('email_extra', field, cell, { message: 'The first email address was taken.' })
  return first.toLowerCase()
}

/** Two letters of a state or province, or null. */
export function readState(findings: Findings, field: string, cell: Cell): string | null {
  if (isBlankWord(cell.text) || saidExcelError(findings, field, cell)) return null
  const state = parseState(cell.text)
  if (state === null)
    findings.say('state_unknown', field, cell, { message: `"${cell.text.slice(0, 40)}" is not a state or province.` })
  return state
}

/** A ZIP (33411, 33411-1234) or a Canadian postal code; what cannot be one is kept as found and said. */
export function readZip(findings: Findings, field: string, cell: Cell, state: string | null): string | null {
  if (isBlankWord(cell.text) || saidExcelError(findings, field, cell)) return null
  const text = cell.text.replace(/\.0+$/, '').toUpperCase()
  const us = /^(\d{5})(?:[-\s]?(\d{4}))?-?$/.exec(text)
  if (us) return us[2] === undefined || us[2] === '0000' ? (us[1] ?? null) : `${us[1]}-${us[2]}`
  const canada = /^([A-Z]\d[A-Z])\s?(\d[A-Z]\d)$/.exec(text)
  if (canada) return `${canada[1]} ${canada[2]}`
  if (/^\d{3,4}$/.test(text) && state !== null && LEADING_ZERO_STATES.has(state)) {
    const padded = text.padStart(5, '0')
    findings.say('zip_lost_zero', field, cell, {
      suggestion: padded,
      message: `ZIPs of ${state} begin with 0.`,
      set: { [field]: padded },
    })
  } else {
    findings.say('zip_unreadable', field, cell, { message: `"${text.slice(0, 20)}" is not a ZIP.` })
  }
  return text.slice(0, 20)
}

/** A size, or null where the cell holds none that can be read; suggestions write the size and its thousandths. */
export function readSize(findings: Findings, field: string, cell: Cell): Size | null {
  const text = isBlankWord(cell.text) ? '' : cell.text
  if (saidExcelError(findings, field, cell)) return null
  const parsed = parseSize(text)
  if (parsed.ok) {
    if (parsed.size.text !== cell.raw)
      findings.say('size_spelling', field, cell, { message: `Written as ${parsed.size.text}.` })
    if (!parsed.size.listed)
      findings.say('size_unusual', field, cell, {
        message: `${parsed.size.text} in is not a nominal size of assemblies.`,
      })
    return parsed.size
  }
  const { code, suggestion } = parsed
  const said = parseSize(suggestion ?? '')
  if (suggestion === null || !said.ok) {
    if (code !== 'size_blank') findings.say(code, field, cell, { message: `"${text.slice(0, 40)}" is not a size.` })
    else if (cell.column !== null) findings.say(code, field, cell, { message: 'No size is given.' })
    return null
  }
  findings.say(code, field, cell, {
    suggestion,
    message:
      code === 'size_was_date'
        ? `A spreadsheet made a date of it; ${suggestion} makes that date.`
        : `Probably ${suggestion}.`,
    set: { [field]: suggestion, [`${field}_thousandths`]: said.size.thousandths },
  })
  return null
}
