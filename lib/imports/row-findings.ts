import type { JsonScalar, Reason } from './clean-row-types.ts'
import { levelOf, type ReasonCode } from './reason-codes.ts'
import { storable, tidyText } from './clean-text.ts'

/** One cell on its way to a field: its tidy text, the raw text, the column's name. */
export interface Cell {
  text: string
  raw: string
  column: string | null
}

export interface Remark {
  suggestion?: string
  message: string
  set?: Record<string, JsonScalar>
}

const FOUND_CHARS = 200

/** Gathers what is said about one row while it is cleaned. */
export interface Findings {
  reasons: Reason[]
  notes: Reason[]
  say: (code: ReasonCode, field: string | null, cell: Cell | string, remark: Remark) => void
}

/** An empty set of findings. Notes go to `notes`, everything else to `reasons`. */
export function newFindings(): Findings {
  const reasons: Reason[] = []
  const notes: Reason[] = []
  return {
    reasons,
    notes,
    say: (code, field, cell, { suggestion, message, set }) => {
      const raw = typeof cell === 'string' ? cell : cell.raw
      // A device's and a test's own fields are named bare ('size'), the customer's and location's in full ('customer.phone').
      const named = field?.replace(/^(?:device|test)\./, '') ?? null
      const reason: Reason = {
        code,
        field: named,
        found: storable(raw.slice(0, FOUND_CHARS)),
        message: storable(message),
      }
      if (suggestion !== undefined) reason.suggestion = suggestion
      if (typeof cell !== 'string' && cell.column !== null) reason.column = cell.column
      if (set !== undefined) reason.set = set
      if (levelOf(code) === 'note') notes.push(reason)
      else reasons.push(reason)
    },
  }
}

/** Tidies a cell for `field` and says what was odd about it: guards, invisible characters, NUL, too much text. */
export function tidyCell(findings: Findings, field: string, raw: string, column: string | null, most: number): Cell {
  const tidy = tidyText(raw)
  const cell: Cell = { text: tidy.text, raw, column }
  if (tidy.nul)
    findings.say('nul_character', field, cell, {
      message: `${where(cell, field)} holds a NUL character. Export the file again.`,
    })
  if (tidy.guard)
    findings.say('text_guard', field, cell, {
      message: 'The sign that kept a spreadsheet from calculating was taken off.',
    })
  if (tidy.invisible)
    findings.say('invisible_characters', field, cell, { message: 'Invisible characters were taken out.' })
  if (cell.text.length > most) {
    findings.say('text_too_long', field, cell, {
      message: `${where(cell, field)} holds ${cell.text.length} characters; at most ${most} are kept.`,
    })
    cell.text = storable(cell.text.slice(0, most))
  }
  return cell
}

/** 'Column "Serial"', or the field where no column is known. */
export function where(cell: Cell, field: string): string {
  return cell.column === null ? `The field ${field}` : `Column "${cell.column}"`
}

const BLANK =
  /^(?:[-–—.?*/\s]*|n\.?\/?a\.?|none|null|nil|unknown|unk|tbd|t\.b\.d\.|not available|not known|not applicable)$/i

/** True for an empty cell and for words that stand for one (N/A, none, unknown, a dash). */
export function isBlankWord(text: string): boolean {
  return BLANK.test(text)
}
