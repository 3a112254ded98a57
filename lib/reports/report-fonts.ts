import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import {
  PDFContext,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFRawStream,
  type PDFRef,
  PDFString,
} from '@cantoo/pdf-lib'
import { readTrueType, type TrueTypeFont } from './truetype.ts'

/** The three cuts a report is set in. Geist, SIL Open Font License: embedding is allowed. */
export type FontName = 'regular' | 'bold' | 'mono'

const FILES: Readonly<Record<FontName, readonly [string, string]>> = {
  regular: ['geist-sans', 'Geist-Regular'],
  bold: ['geist-sans', 'Geist-SemiBold'],
  mono: ['geist-mono', 'GeistMono-Regular'],
}

/** Letters nearly every report uses: cut out once, reused by all. */
const USUAL = range(0x20, 0x7e) + range(0xa1, 0xff).replace('\u00ad', '') + '–—‘’“”…•≥≤×'

interface Cut {
  /** Code point → number in the cut. */
  numbers: ReadonlyMap<number, number>
  /** Ready to be put into any document: they refer to nothing in it. */
  file: PDFObject
  toUnicode: PDFObject
  widths: PDFObject
}

/** Where objects are made that every document shares. */
const SHARED = PDFContext.create()

interface Face {
  font: TrueTypeFont
  /** Advance widths by code point, as they were asked for. */
  advances: Map<number, number>
  postScriptName: string
  usual: Cut
  usualSet: ReadonlySet<number>
  /** Cuts with further letters, the most recent ones. */
  further: Map<string, Cut>
}

const faces = new Map<FontName, Face>()
const FURTHER_KEPT = 40

function face(name: FontName): Face {
  const known = faces.get(name)
  if (known) return known
  const [folder, file] = FILES[name]
  const font = readTrueType(readFileSync(join(process.cwd(), 'node_modules/geist/dist/fonts', folder, `${file}.ttf`)))
  const codePoints = codesOf(USUAL)
  const made: Face = {
    font,
    advances: new Map(),
    postScriptName: file,
    usual: cut(font, codePoints),
    usualSet: new Set(codePoints),
    further: new Map(),
  }
  faces.set(name, made)
  return made
}

/** Width of a text in points. */
export function textWidth(name: FontName, text: string, size: number): number {
  const { font, advances } = face(name)
  let sum = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    let advance = advances.get(code)
    if (advance === undefined) {
      advance = font.advanceOf(font.glyphOf(code))
      advances.set(code, advance)
    }
    sum += advance
  }
  return (sum * size) / 1000
}

/** The fonts of one document: texts are encoded as they come, the fonts themselves are written once all letters are known. */
export class ReportFonts {
  private readonly used = new Map<FontName, Set<number>>()

  /** Notes the letters of a text, so that its font will have them. */
  need(name: FontName, text: string): void {
    const seen = this.used.get(name) ?? new Set<number>()
    for (const character of text) seen.add(character.codePointAt(0) ?? 0)
    this.used.set(name, seen)
  }

  /** The cut of each font used, and the encoder that goes with it. Call when every text was noted. */
  encoder(name: FontName): (text: string) => string {
    const { numbers } = this.cutOf(name)
    return (text) => {
      let hex = ''
      for (const character of text)
        hex += (numbers.get(character.codePointAt(0) ?? 0) ?? 0).toString(16).padStart(4, '0')
      return hex
    }
  }

  names(): FontName[] {
    return [...this.used.keys()]
  }

  /** Writes a font into a document. */
  register(name: FontName, context: PDFContext): PDFRef {
    const { font, postScriptName } = face(name)
    const made = this.cutOf(name)
    // A subset's name starts with six letters of its own.
    const baseFont = PDFName.of(`FLOWTR+${postScriptName}`)
    const { ascent, descent, capHeight, bbox } = font.metrics
    const file = context.register(made.file)
    const descriptor = context.register(
      context.obj({
        Type: 'FontDescriptor',
        FontName: baseFont,
        Flags: 4,
        FontBBox: [...bbox],
        ItalicAngle: 0,
        Ascent: ascent,
        Descent: descent,
        CapHeight: capHeight,
        StemV: name === 'bold' ? 120 : 80,
        FontFile2: file,
      }),
    )
    const descendant = context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: baseFont,
        CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
        FontDescriptor: descriptor,
        CIDToGIDMap: 'Identity',
        W: made.widths,
      }),
    )
    const toUnicode = context.register(made.toUnicode)
    return context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: baseFont,
        Encoding: 'Identity-H',
        DescendantFonts: [descendant],
        ToUnicode: toUnicode,
      }),
    )
  }

  private cutOf(name: FontName): Cut {
    const { font, usual, usualSet, further } = face(name)
    const more = [...(this.used.get(name) ?? [])]
      .filter((code) => !usualSet.has(code) && font.glyphOf(code) !== 0)
      .toSorted((a, b) => a - b)
    if (more.length === 0) return usual
    const key = more.join(' ')
    const made = further.get(key) ?? cut(font, [...usualSet, ...more], 6)
    further.delete(key)
    further.set(key, made)
    const [oldest] = further.keys()
    if (further.size > FURTHER_KEPT && oldest !== undefined) further.delete(oldest)
    return made
  }
}

function cut(font: TrueTypeFont, codePoints: readonly number[], level = 9): Cut {
  const known = codePoints.filter((code) => font.glyphOf(code) !== 0)
  const { bytes, glyphs } = font.subset(known.map((code) => font.glyphOf(code)))
  const place = new Map(glyphs.map((glyph, index) => [glyph, index]))
  const numbers = new Map(known.map((code) => [code, place.get(font.glyphOf(code)) ?? 0]))
  return {
    numbers,
    file: stream(bytes, { Length1: bytes.length }, level),
    toUnicode: stream(unicodeMap(numbers), {}, level),
    widths: SHARED.obj([0, glyphs.map((glyph) => font.advanceOf(glyph))]),
  }
}

function stream(content: Uint8Array | string, entries: Record<string, number>, level: number): PDFObject {
  const data = deflateSync(content, { level })
  return PDFRawStream.of(SHARED.obj({ ...entries, Length: data.length, Filter: 'FlateDecode' }), data)
}

// What a reader copies out of the PDF: every glyph back to its letter.
function unicodeMap(numbers: ReadonlyMap<number, number>): string {
  const lines = [...numbers].map(
    ([code, number]) =>
      `<${hex(number)}> ${PDFHexString.fromText(String.fromCodePoint(code))
        .toString()
        .replace(/^<FEFF/i, '<')}`,
  )
  const blocks: string[] = []
  for (let at = 0; at < lines.length; at += 100) {
    const part = lines.slice(at, at + 100)
    blocks.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`)
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n')
}

function hex(number: number): string {
  return number.toString(16).padStart(4, '0')
}

function range(first: number, last: number): string {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index))
}

function codesOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0)
}
