import { parseAssemblyType, type AssemblyType } from '../backflow/assembly.ts'
import { findManufacturer, findModel, normaliseModel, type ModelMatch } from '../backflow/catalogue.ts'
import { saidExcelError } from './read-values.ts'
import { isBlankWord, type Cell, type Findings } from './row-findings.ts'

/** What an assembly is: type, maker and model as found (tidied), never as suggested. */
export interface DeviceIdentity {
  type: AssemblyType | null
  manufacturer: string | null
  model: string | null
}

/** Reads type, maker and model together, because each checks the others against the catalogue. */
export function readIdentity(findings: Findings, typeCell: Cell, makerCell: Cell, modelCell: Cell): DeviceIdentity {
  const maker = readMaker(findings, makerCell)
  const model = readModel(findings, modelCell, maker)
  const type = readType(findings, typeCell, model.match, model.text)
  return { type, manufacturer: maker.text, model: model.text }
}

interface MakerReading {
  text: string | null
  guess: string | null
}

function readMaker(findings: Findings, cell: Cell): MakerReading {
  if (isBlankWord(cell.text) || saidExcelError(findings, 'device.manufacturer', cell))
    return { text: null, guess: null }
  const match = findManufacturer(cell.text)
  if (match.kind === 'unknown') {
    findings.say('maker_unknown', 'device.manufacturer', cell, {
      message: `The catalogue has no maker "${cell.text.slice(0, 40)}".`,
    })
    return { text: cell.text, guess: null }
  }
  if (match.kind === 'known') {
    const renamed = normaliseModel(match.name) !== normaliseModel(cell.text)
    if (renamed) findings.say('maker_name', 'device.manufacturer', cell, { message: `Another name of ${match.name}.` })
    return { text: match.name, guess: match.name }
  }
  const line = match.why === 'line'
  findings.say(line ? 'maker_is_line' : 'maker_typo', 'device.manufacturer', cell, {
    suggestion: match.name,
    message: line ? `${cell.text} is a product line of ${match.name}.` : `Probably ${match.name}.`,
    set: { 'device.manufacturer': match.name },
  })
  return { text: cell.text, guess: match.name }
}

function readModel(findings: Findings, cell: Cell, maker: MakerReading): { text: string | null; match: ModelMatch } {
  const none = { kind: 'unknown' } as const
  if (isBlankWord(cell.text) || saidExcelError(findings, 'device.model', cell)) return { text: null, match: none }
  const match = findModel(maker.guess, cell.text)
  if (match.kind === 'known') {
    if (match.text !== cell.text)
      findings.say('model_spelling', 'device.model', cell, { message: `Written as ${match.text}.` })
    return { text: match.text, match }
  }
  if (match.kind === 'suggest') {
    const typo = match.why === 'typo'
    findings.say(typo ? 'model_typo' : aliasCode(cell.text, match.model.model), 'device.model', cell, {
      suggestion: match.model.model,
      message: `Is this ${match.model.manufacturer} ${match.model.model}?`,
      set: { 'device.model': match.model.model },
    })
    return { text: cell.text, match }
  }
  if (match.kind === 'other_maker') {
    const { manufacturer, model } = match.model
    findings.say('maker_conflict', 'device.manufacturer', maker.text ?? '', {
      suggestion: manufacturer,
      message: `The catalogue knows ${model} from ${manufacturer} only.`,
      set: { 'device.manufacturer': manufacturer },
    })
    return { text: cell.text, match }
  }
  findings.say('model_unknown', 'device.model', cell, {
    message: `The catalogue has no model "${cell.text.slice(0, 40)}" of this maker.`,
  })
  return { text: cell.text, match }
}

// A listed alias as long as the model and one sign off is a slip of the pen; the rest are other names.
function aliasCode(found: string, model: string): 'model_typo' | 'model_alias' {
  const a = normaliseModel(found)
  const b = normaliseModel(model)
  if (Math.abs(a.length - b.length) > 1) return 'model_alias'
  let differing = 0
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) if (a[at] !== b[at]) differing += 1
  return differing <= 2 ? 'model_typo' : 'model_alias'
}

function readType(findings: Findings, cell: Cell, match: ModelMatch, model: string | null): AssemblyType | null {
  const sold = match.kind === 'unknown' ? [] : match.model.types
  const [only] = sold
  const likely = sold.length === 1 ? only : undefined
  const type = saidExcelError(findings, 'device.type', cell) ? null : parseAssemblyType(cell.text)
  if (type === null) {
    if (likely === undefined) {
      findings.say('type_unknown', 'device.type', cell, {
        message:
          cell.text === '' ? 'No assembly type is given.' : `"${cell.text.slice(0, 40)}" is not a known assembly type.`,
      })
    } else {
      findings.say('type_unknown', 'device.type', cell, {
        suggestion: likely,
        message: `${model ?? ''} is sold as ${likely}.`,
        set: { 'device.type': likely },
      })
    }
    return null
  }
  if (type !== cell.text) findings.say('type_synonym', 'device.type', cell, { message: `Recorded as ${type}.` })
  if (sold.length > 0 && !sold.includes(type)) {
    const message = `${model ?? ''} is sold as ${sold.join(' or ')}, not ${type}.`
    if (likely === undefined) findings.say('type_conflict', 'device.type', cell, { message })
    else
      findings.say('type_conflict', 'device.type', cell, {
        suggestion: likely,
        message,
        set: { 'device.type': likely },
      })
  }
  return type
}
