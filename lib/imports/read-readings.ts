import { formatPsid, parsePsid } from '../backflow/psid.ts'
import { blockToRow, emptyBlock, type CheckState, type ReadingsRow } from '../backflow/readings.ts'
import { saidExcelError } from './read-values.ts'
import type { CellReader } from './row-cells.ts'
import { isBlankWord, type Cell, type Findings } from './row-findings.ts'
import type { TestField } from './target-fields.ts'

interface Reading {
  hundredths: number | null
  word: CheckState | 'did_not_open' | null
}

const WORDS: readonly (readonly [RegExp, Reading['word']])[] = [
  [/^(?:dno|d\.n\.o\.|did not open|not open|failed to open|no open)$/i, 'did_not_open'],
  [/^(?:tight|held tight|closed tight|closed|held|ct|c\.t\.|t|ok|pass(?:ed)?)$/i, 'tight'],
  [/^(?:leaked|leak|leaking|leaks|l|fail(?:ed)?)$/i, 'leaked'],
]

/** One stage's columns, by prefix. */
export type ReadingPrefix = '' | 'bypass_' | 'retest_' | 'retest_bypass_'

/** The readings of one part at one stage, or null where its cells are all blank. Paths are those of CleanTest. */
export function readBlock(findings: Findings, cells: CellReader<TestField>, prefix: ReadingPrefix): ReadingsRow | null {
  const path = `test.${prefix.startsWith('retest') ? 'final' : 'initial'}.${prefix.endsWith('bypass_') ? 'bypass' : 'main'}`
  const check = (name: 'cv1' | 'cv2' | 'bc' | 'cv'): Reading => {
    const reading = readOne(
      findings,
      `${path}.${name}_hundredths_psid`,
      cells.take(`${prefix}${name}`, `${path}.${name}`),
    )
    return reading.word === 'did_not_open' ? { ...reading, word: 'leaked' } : reading
  }
  const rv = readOne(
    findings,
    `${path}.rv_opened_hundredths_psid`,
    cells.take(`${prefix}rv_opened`, `${path}.rv_opened`),
  )
  const ai = readOne(
    findings,
    `${path}.ai_opened_hundredths_psid`,
    cells.take(`${prefix}ai_opened`, `${path}.ai_opened`),
  )
  const fully = readFullyOpen(
    findings,
    `${path}.ai_fully_open`,
    cells.take(`${prefix}ai_fully_open`, `${path}.ai_fully_open`),
  )
  const [cv1, cv2, bc, cv] = [check('cv1'), check('cv2'), check('bc'), check('cv')]
  const every = [rv, ai, cv1, cv2, bc, cv]
  if (fully === null && every.every(({ hundredths, word }) => hundredths === null && word === null)) return null
  return {
    ...blankReadings(),
    rv_opened_hundredths_psid: rv.hundredths,
    rv_did_not_open: rv.word === 'did_not_open' ? true : rv.hundredths === null ? null : false,
    cv1_hundredths_psid: cv1.hundredths,
    cv1_state: stateOf(cv1),
    cv2_hundredths_psid: cv2.hundredths,
    cv2_state: stateOf(cv2),
    bc_hundredths_psid: bc.hundredths,
    bc_state: stateOf(bc),
    ai_opened_hundredths_psid: ai.hundredths,
    ai_did_not_open: ai.word === 'did_not_open' ? true : ai.hundredths === null ? null : false,
    ai_fully_open: fully,
    cv_hundredths_psid: cv.hundredths,
    cv_state: stateOf(cv),
  }
}

/** A row of readings with every column null. */
export function blankReadings(): ReadingsRow {
  return { ...blockToRow(emptyBlock('AG')), shutoff2_state: null }
}

function stateOf({ word }: Reading): CheckState | null {
  return word === 'tight' || word === 'leaked' ? word : null
}

function readOne(findings: Findings, field: string, cell: Cell): Reading {
  const nothing: Reading = { hundredths: null, word: null }
  if (isBlankWord(cell.text) || saidExcelError(findings, field, cell)) return nothing
  const word = wordOf(cell.text)
  if (word !== null) return { hundredths: null, word }
  const parts = /^([\d.,]+)\s*(?:psid?)?\s*[-/,]?\s*\(?([a-z][a-z .]*)\)?$/i.exec(cell.text)
  const said = parts ? wordOf(parts[2] ?? '') : null
  const parsed = parsePsid(said === null ? cell.text : (parts?.[1] ?? ''))
  if (!parsed.ok) {
    findings.say('reading_unreadable', field, cell, { message: parsed.message })
    return nothing
  }
  if (parsed.implausible) sayImplausible(findings, field, cell, parsed.hundredths)
  return { hundredths: parsed.hundredths, word: said }
}

function wordOf(text: string): Reading['word'] {
  return WORDS.find(([pattern]) => pattern.test(text.trim()))?.[1] ?? null
}

// 55 for 5.5 is the usual slip: whole numbers that come down to 15.0 or less with one decimal are read so, as a suggestion.
function sayImplausible(findings: Findings, field: string, cell: Cell, hundredths: number): void {
  const message = `${formatPsid(hundredths)} psid is beyond the scale of a kit (15 psid).`
  const tenth = hundredths / 10
  if (!Number.isInteger(tenth) || hundredths % 100 !== 0 || tenth > 1500) {
    findings.say('reading_implausible', field, cell, { message })
    return
  }
  const suggestion = formatPsid(tenth)
  findings.say('reading_implausible', field, cell, {
    suggestion,
    message: `${message} Was it ${suggestion}?`,
    set: { [field]: tenth },
  })
}

function readFullyOpen(findings: Findings, field: string, cell: Cell): boolean | null {
  if (isBlankWord(cell.text) || saidExcelError(findings, field, cell)) return null
  if (/^(?:yes|y|true|1|x|full|fully|fully open)$/i.test(cell.text)) return true
  if (/^(?:no|n|false|0|partial|partially|dno|did not open)$/i.test(cell.text)) return false
  findings.say('yes_no_unreadable', field, cell, { message: `"${cell.text.slice(0, 40)}" is neither yes nor no.` })
  return null
}
