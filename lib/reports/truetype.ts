/**
 * Reads a TrueType font (glyf outlines) and cuts subsets out of it: just enough to set text in a PDF. No hinting is kept
 * and no kerning applied. Tables as in the OpenType specification.
 */

/** What a PDF needs to know of a font; lengths in thousandths of the type size. */
export interface FontMetrics {
  ascent: number
  descent: number
  capHeight: number
  bbox: readonly [number, number, number, number]
}

export interface TrueTypeFont {
  metrics: FontMetrics
  /** The glyph of a code point; 0 (the box) when the font has none. */
  glyphOf(codePoint: number): number
  /** Advance width of a glyph in thousandths of the type size. */
  advanceOf(glyph: number): number
  /** A font file with only these glyphs (and those they are composed of), renumbered in the order given. */
  subset(glyphs: readonly number[]): { bytes: Uint8Array; glyphs: readonly number[] }
}

/** Throws when the bytes are no TrueType font with outlines. */
export function readTrueType(file: Uint8Array): TrueTypeFont {
  // A copy of its own: slices of a Buffer would share the file's memory and be written into.
  const bytes = Uint8Array.from(file)
  const view = new DataView(bytes.buffer)
  const tables = directory(view)
  const at = (tag: string): number => {
    const table = tables.get(tag)
    if (!table) throw new Error(`the font has no table ${tag}`)
    return table.offset
  }
  const [head, hhea, maxp, hmtx, loca, glyf] = [at('head'), at('hhea'), at('maxp'), at('hmtx'), at('loca'), at('glyf')]
  const perEm = view.getUint16(head + 18)
  const long = view.getInt16(head + 50) === 1
  const glyphCount = view.getUint16(maxp + 4)
  const metricCount = view.getUint16(hhea + 34)
  const scale = (units: number): number => Math.round((units * 1000) / perEm)
  const start = (glyph: number): number =>
    long ? view.getUint32(loca + glyph * 4) : view.getUint16(loca + glyph * 2) * 2
  const outline = (glyph: number): Uint8Array => bytes.subarray(glyf + start(glyph), glyf + start(glyph + 1))
  const advance = (glyph: number): number => view.getUint16(hmtx + Math.min(glyph, metricCount - 1) * 4)
  const codes = characterMap(view, at('cmap'))
  const os2 = tables.get('OS/2')?.offset
  return {
    metrics: {
      ascent: scale(view.getInt16(hhea + 4)),
      descent: scale(view.getInt16(hhea + 6)),
      capHeight: os2 === undefined ? 700 : scale(view.getInt16(os2 + 88)),
      bbox: [
        scale(view.getInt16(head + 36)),
        scale(view.getInt16(head + 38)),
        scale(view.getInt16(head + 40)),
        scale(view.getInt16(head + 42)),
      ],
    },
    glyphOf: (codePoint) => codes.get(codePoint) ?? 0,
    advanceOf: (glyph) => scale(advance(glyph < glyphCount ? glyph : 0)),
    subset: (wanted) => {
      const glyphs = closure([...new Set([0, ...wanted])], outline)
      const place = new Map(glyphs.map((glyph, index) => [glyph, index]))
      const outlines = glyphs.map((glyph) => renumbered(outline(glyph), place))
      const sideBearing = (glyph: number): number =>
        glyph < metricCount
          ? view.getInt16(hmtx + glyph * 4 + 2)
          : view.getInt16(hmtx + metricCount * 4 + (glyph - metricCount) * 2)
      const made = assemble({
        head: withLongOffsets(bytes.slice(head, head + 54)),
        hhea: withCount(bytes.slice(hhea, hhea + 36), 34, glyphs.length),
        maxp: withCount(bytes.slice(maxp, maxp + (tables.get('maxp')?.length ?? 32)), 4, glyphs.length),
        hmtx: pairs(glyphs.map((glyph) => [advance(glyph), sideBearing(glyph)])),
        loca: offsets(outlines),
        glyf: joined(outlines),
      })
      return { bytes: made, glyphs }
    },
  }
}

function directory(view: DataView): Map<string, { offset: number; length: number }> {
  const found = new Map<string, { offset: number; length: number }>()
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const entry = 12 + index * 16
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(entry + byte)))
    found.set(tag, { offset: view.getUint32(entry + 8), length: view.getUint32(entry + 12) })
  }
  return found
}

// Format 12 where there is one (all of Unicode), else format 4.
function characterMap(view: DataView, cmap: number): Map<number, number> {
  const codes = new Map<number, number>()
  const subtables = Array.from({ length: view.getUint16(cmap + 2) }, (_, i) => cmap + view.getUint32(cmap + 8 + i * 8))
  const wide = subtables.find((table) => view.getUint16(table) === 12)
  if (wide !== undefined) {
    for (let group = 0; group < view.getUint32(wide + 12); group += 1) {
      const entry = wide + 16 + group * 12
      const [first, last, glyph] = [view.getUint32(entry), view.getUint32(entry + 4), view.getUint32(entry + 8)]
      for (let code = first; code <= last; code += 1) codes.set(code, glyph + code - first)
    }
    return codes
  }
  const table = subtables.find((candidate) => view.getUint16(candidate) === 4)
  if (table === undefined) throw new Error('the font has no Unicode map')
  const doubled = view.getUint16(table + 6)
  for (let i = 0; i < doubled; i += 2) {
    const last = view.getUint16(table + 14 + i)
    const first = view.getUint16(table + 16 + doubled + i)
    const delta = view.getUint16(table + 16 + doubled * 2 + i)
    const rangeAt = table + 16 + doubled * 3 + i
    const range = view.getUint16(rangeAt)
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const raw = range === 0 ? code : view.getUint16(rangeAt + range + (code - first) * 2)
      if (range === 0 || raw !== 0) codes.set(code, (raw + delta) & 0xffff)
    }
  }
  return codes
}

/** Where the component glyphs of a composite outline are named. */
function components(outline: Uint8Array): { at: number; glyph: number }[] {
  if (outline.length < 10) return []
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength)
  if (view.getInt16(0) >= 0) return []
  const found: { at: number; glyph: number }[] = []
  for (let at = 10; ; ) {
    const flags = view.getUint16(at)
    found.push({ at: at + 2, glyph: view.getUint16(at + 2) })
    at += 4 + (flags & 0x0001 ? 4 : 2) + (flags & 0x0008 ? 2 : flags & 0x0040 ? 4 : flags & 0x0080 ? 8 : 0)
    if ((flags & 0x0020) === 0) return found
  }
}

function closure(wanted: readonly number[], outline: (glyph: number) => Uint8Array): number[] {
  const all = new Set(wanted)
  for (const glyph of all) for (const part of components(outline(glyph))) all.add(part.glyph)
  return [...all]
}

function renumbered(outline: Uint8Array, place: ReadonlyMap<number, number>): Uint8Array {
  const parts = components(outline)
  if (parts.length === 0) return outline
  const copy = outline.slice()
  const view = new DataView(copy.buffer)
  for (const { at, glyph } of parts) view.setUint16(at, place.get(glyph) ?? 0)
  return copy
}

function withLongOffsets(head: Uint8Array): Uint8Array {
  const view = new DataView(head.buffer)
  view.setUint32(8, 0)
  view.setInt16(50, 1)
  return head
}

function withCount(table: Uint8Array, at: number, count: number): Uint8Array {
  new DataView(table.buffer).setUint16(at, count)
  return table
}

function pairs(metrics: readonly (readonly [number, number])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(metrics.length * 4))
  metrics.forEach(([advance, bearing], index) => {
    view.setUint16(index * 4, advance)
    view.setInt16(index * 4 + 2, bearing)
  })
  return new Uint8Array(view.buffer)
}

function offsets(outlines: readonly Uint8Array[]): Uint8Array {
  const view = new DataView(new ArrayBuffer((outlines.length + 1) * 4))
  let at = 0
  outlines.forEach((outline, index) => {
    view.setUint32(index * 4, at)
    at += padded(outline.length)
  })
  view.setUint32(outlines.length * 4, at)
  return new Uint8Array(view.buffer)
}

function joined(outlines: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(outlines.reduce((sum, outline) => sum + padded(outline.length), 0))
  let at = 0
  for (const outline of outlines) {
    all.set(outline, at)
    at += padded(outline.length)
  }
  return all
}

function padded(length: number): number {
  return (length + 3) & ~3
}

function assemble(tables: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entries = Object.entries(tables).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const size = entries.reduce((sum, [, table]) => sum + padded(table.length), 12 + entries.length * 16)
  const file = new Uint8Array(size)
  const view = new DataView(file.buffer)
  const power = 2 ** Math.floor(Math.log2(entries.length))
  view.setUint32(0, 0x00010000)
  view.setUint16(4, entries.length)
  view.setUint16(6, power * 16)
  view.setUint16(8, Math.log2(power))
  view.setUint16(10, (entries.length - power) * 16)
  let at = 12 + entries.length * 16
  entries.forEach(([tag, table], index) => {
    const entry = 12 + index * 16
    for (let byte = 0; byte < 4; byte += 1) file[entry + byte] = tag.charCodeAt(byte)
    file.set(table, at)
    view.setUint32(entry + 4, checksum(view, at, padded(table.length)))
    view.setUint32(entry + 8, at)
    view.setUint32(entry + 12, table.length)
    at += padded(table.length)
  })
  return file
}

function checksum(view: DataView, at: number, length: number): number {
  let sum = 0
  for (let offset = 0; offset < length; offset += 4) sum = (sum + view.getUint32(at + offset)) >>> 0
  return sum
}
