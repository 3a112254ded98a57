import type { ImportLimits } from './import-limits.ts'
import { refuse, RefusalSignal } from './refusal.ts'
import { readXml } from './xml-events.ts'
import type { ZipParts } from './zip-parts.ts'

/** A worksheet as the workbook lists it. */
export interface WorkbookSheet {
  name: string
  part: string
  hidden: boolean
}

export interface Workbook {
  sheets: WorkbookSheet[]
  date1904: boolean
}

/** How a number style shows a value: as it is, as a day, as a time, or padded with zeros to a width. */
export type NumberStyle = 'plain' | 'day' | 'time' | number

const MISSING = refuse(
  'xlsx_damaged',
  'The workbook has no list of sheets. Open it in Excel, save it again, and import the new file.',
)

/** The workbook's sheets in order, and whether it counts days from 1904. */
export async function readWorkbook(zip: ZipParts): Promise<Workbook> {
  const stream = await zip.open('xl/workbook.xml')
  if (stream === null) throw new RefusalSignal(MISSING)
  const listed: { name: string; id: string; hidden: boolean }[] = []
  let date1904 = false
  await readXml(stream, {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      listed.push({
        name: attributes.name ?? '',
        id,
        hidden: attributes.state === 'hidden' || attributes.state === 'veryHidden',
      })
    },
    close: () => {},
    text: () => {},
  })
  const targets = await readTargets(zip)
  const sheets = listed.flatMap(({ name, id, hidden }) => {
    const part = targets.get(id)
    return part === undefined || !zip.names.includes(part) ? [] : [{ name, part, hidden }]
  })
  return { sheets, date1904 }
}

async function readTargets(zip: ZipParts): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  const stream = await zip.open('xl/_rels/workbook.xml.rels')
  if (stream === null) throw new RefusalSignal(MISSING)
  await readXml(stream, {
    open: (name, attributes) => {
      if (name !== 'Relationship' || !(attributes.Type ?? '').endsWith('/worksheet')) return
      const target = attributes.Target ?? ''
      targets.set(attributes.Id ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`)
    },
    close: () => {},
    text: () => {},
  })
  return targets
}

const TOO_MUCH_TEXT = refuse(
  'zip_bomb',
  'The workbook holds more text than one import takes. Save only the sheet that is needed.',
)

/** The texts that cells point to by number. Phonetic hints are left out. */
export async function readSharedTexts(zip: ZipParts, limits: ImportLimits): Promise<string[]> {
  const stream = await zip.open('xl/sharedStrings.xml')
  if (stream === null) return []
  const texts: string[] = []
  // Some writers list a text once for every cell; one copy of it is kept.
  const unique = new Map<string, string>()
  let current = ''
  let inText = false
  let phonetic = false
  let total = 0
  await readXml(stream, {
    open: (name) => {
      if (name === 'si') current = ''
      if (name === 'rPh') phonetic = true
      if (name === 't') inText = !phonetic
    },
    close: (name) => {
      if (name === 'rPh') phonetic = false
      if (name === 't') inText = false
      if (name !== 'si') return
      const text = unescapeXlsx(current)
      const met = unique.get(text)
      texts.push(met ?? text)
      if (met !== undefined && texts.length <= limits.sharedTexts) return
      unique.set(text, text)
      total += text.length + 64
      if (total > limits.sharedTextChars || texts.length > limits.sharedTexts) throw new RefusalSignal(TOO_MUCH_TEXT)
    },
    text: (text) => {
      if (inText) current += text
    },
  })
  return texts
}

/** Excel writes characters XML cannot hold as _x000D_; a literal underscore before x is written _x005F_. */
export function unescapeXlsx(text: string): string {
  if (!text.includes('_x')) return text
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .toWellFormed()
}

/** What each cell style number means for a number: plain, a day, a time, or padded zeros. */
export async function readStyles(zip: ZipParts): Promise<NumberStyle[]> {
  const stream = await zip.open('xl/styles.xml')
  if (stream === null) return []
  const formats = new Map<number, string>()
  const styles: NumberStyle[] = []
  let inCellXfs = false
  await readXml(stream, {
    open: (name, attributes) => {
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') inCellXfs = true
      if (name === 'xf' && inCellXfs) {
        const id = Number(attributes.numFmtId ?? 0)
        styles.push(builtIn(id) ?? styleOfFormat(formats.get(id) ?? ''))
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellXfs = false
    },
    text: () => {},
  })
  return styles
}

// Formats Excel never spells out in the file (ECMA-376 18.8.30): 14–17 and 22 days, 18–21 and 45–47 times, East Asian days.
function builtIn(id: number): NumberStyle | null {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'day'
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time'
  return id < 164 && id !== 0 ? 'plain' : null
}

/** Reads a custom number format: does it show a day, a time, zeros in front, or just the number? */
export function styleOfFormat(format: string): NumberStyle {
  const bare = (format.split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  if (/^0{2,20}$/.test(bare)) return bare.length
  if (/general/i.test(bare)) return 'plain'
  if (/[dy]/i.test(bare)) return 'day'
  if (/[hs]/i.test(bare)) return 'time'
  return /m/i.test(bare) ? 'day' : 'plain'
}
