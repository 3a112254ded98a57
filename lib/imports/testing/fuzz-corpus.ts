import { readFileSync } from 'node:fs'
import { makeXlsx, type CellInput } from './make-xlsx.ts'
import { makeZip } from './make-zip.ts'
import { NASTY } from './nasty-values.ts'

/** One hostile or broken file. */
export interface FuzzFile {
  name: string
  bytes: Buffer
}

const FIXTURES = new URL('../fixtures/', import.meta.url)
const SYNCTA = readFileSync(new URL('syncta-export-sample.csv', FIXTURES), 'utf8').split('\n')
const HISTORY = readFileSync(new URL('test-history-sample.csv', FIXTURES), 'utf8').split('\n')

/** A small generator of repeatable chance (mulberry32). */
export function chance(seed: number): {
  below: (n: number) => number
  pick: <T>(items: readonly T[]) => T
  bytes: (n: number) => Buffer
} {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number): number => Math.floor(next() * n)
  return {
    below,
    pick: <T>(items: readonly T[]): T => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    bytes: (n) => Buffer.from(Array.from({ length: n }, () => below(256))),
  }
}

type Chance = ReturnType<typeof chance>

const KINDS: Readonly<Record<string, (c: Chance) => Buffer>> = {
  'csv cut off': (c) => cut(c, csvBytes(c)),
  'csv with wrong bytes': (c) => damage(c, csvBytes(c)),
  'csv with nasty cells': (c) => Buffer.from(nastyCsv(c)),
  'csv of quotes and delimiters': (c) =>
    Buffer.from(
      Array.from({ length: c.below(3_000) }, () =>
        c.pick(['"', ',', ';', '\t', '|', '\n', '\r\n', '\r', 'a', '1', "'", '=']),
      ).join(''),
    ),
  'csv in several encodings': (c) =>
    Buffer.concat([
      csvBytes(c),
      Buffer.from('é,ü\n', 'latin1'),
      Buffer.from('é,ü\n', 'utf16le'),
      c.bytes(20),
      csvBytes(c),
    ]),
  'csv with NUL': (c) => sprinkle(c, csvBytes(c), 0, 1 + c.below(30)),
  'csv right to left': (c) =>
    Buffer.from(
      lines(c)
        .map((line) => (c.below(3) === 0 ? `\u202e${line}\u202c` : line.replace(/,/g, ',\u200f')))
        .join('\n'),
    ),
  'csv with absurd columns': (c) => Buffer.from(absurdColumns(c)),
  'csv with shuffled header': (c) =>
    Buffer.from(
      [
        lines(c)[0]
          ?.split(',')
          .sort(() => c.below(3) - 1)
          .join(',') ?? '',
        ...lines(c).slice(1),
      ].join('\n'),
    ),
  'utf-16': (c) => {
    const bytes = Buffer.from(`\ufeff${lines(c).join('\r\n')}`, 'utf16le')
    return damageSometimes(c, c.below(2) === 0 ? bytes : bytes.swap16())
  },
  'random bytes': (c) => c.bytes(c.below(4_000)),
  'a signature and random bytes': (c) =>
    Buffer.concat([
      Buffer.from(
        c.pick([
          '%PDF-1.7',
          'PK\u0003\u0004',
          'PK\u0005\u0006',
          'GIF89a',
          'BM',
          '\u007fELF',
          '<html>',
          '<?xml ?>',
          '{"a":1}',
          '\u001f\u008b',
        ]),
        'latin1',
      ),
      c.bytes(c.below(2_000)),
    ]),
  'xlsx cut off': (c) => cut(c, xlsxBytes(c)),
  'xlsx with wrong bytes': (c) => damage(c, xlsxBytes(c)),
  'xlsx with nasty cells': (c) => xlsxBytes(c, true),
  'xlsx with formulas': (c) => formulas(c),
  'xlsx with broken parts': (c) => brokenParts(c),
  'zip bomb': (c) => bomb(c),
}

/** `count` files, the same for the same seed, every kind in turn. */
export function* fuzzCorpus(count: number, seed = 1): Generator<FuzzFile, void, undefined> {
  const kinds = Object.entries(KINDS)
  for (let n = 0; n < count; n += 1) {
    const kind = kinds[n % kinds.length]
    if (kind === undefined) return
    yield { name: `${n} ${kind[0]}`, bytes: kind[1](chance(seed * 1_000_003 + n)) }
  }
}

function lines(c: Chance): string[] {
  const source = c.below(2) === 0 ? SYNCTA : HISTORY
  const from = 1 + c.below(source.length - 20)
  return [source[0] ?? '', ...source.slice(from, from + 12)]
}

function csvBytes(c: Chance): Buffer {
  const text = lines(c).join(c.pick(['\n', '\r\n']))
  return c.below(3) === 0 ? Buffer.from(text, 'latin1') : Buffer.from(text)
}

function cut(c: Chance, bytes: Buffer): Buffer {
  return bytes.subarray(0, 1 + c.below(bytes.length - 1))
}

function damage(c: Chance, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  for (let n = 1 + c.below(20); n > 0; n -= 1) copy[c.below(copy.length)] = c.below(256)
  return copy
}

function damageSometimes(c: Chance, bytes: Buffer): Buffer {
  return c.below(2) === 0 ? bytes : damage(c, bytes)
}

function sprinkle(c: Chance, bytes: Buffer, byte: number, times: number): Buffer {
  const copy = Buffer.from(bytes)
  for (let n = 0; n < times; n += 1) copy[c.below(copy.length)] = byte
  return copy
}

function nastyCsv(c: Chance): string {
  const header = lines(c)[0] ?? ''
  const width = header.split(',').length
  const quote = (cell: string): string => (c.below(8) === 0 ? cell : `"${cell.replace(/"/g, '""')}"`)
  const row = (): string => Array.from({ length: width + c.below(3) }, () => quote(c.pick(NASTY))).join(',')
  return [header, ...Array.from({ length: 25 }, row)].join('\n')
}

function absurdColumns(c: Chance): string {
  const width = c.pick([1, 2, 500, 511, 512, 513, 2_000])
  const header = Array.from({ length: width }, () =>
    c.pick([...NASTY, 'Serial', 'Test Date', 'Type', 'Address', 'Size']),
  ).map((cell) => `"${cell.replace(/"/g, '""')}"`)
  const body = Array.from({ length: 5 }, () =>
    Array.from({ length: c.below(width + 3) }, () => c.pick(['1', '', 'RP', '04-18-25'])).join(','),
  )
  return [header.join(','), ...body].join('\n')
}

function xlsxBytes(c: Chance, nasty = false): Buffer {
  const all = lines(c).map((line) => line.split(','))
  const rows = nasty
    ? [all[0] ?? [], ...Array.from({ length: 20 }, () => (all[0] ?? []).map(() => cleanXml(c.pick(NASTY))))]
    : all
  return makeXlsx({ sheets: [{ name: 'Sheet1', rows }], shared: c.below(2) === 0, date1904: c.below(4) === 0 })
}

function cleanXml(text: string): string {
  return text.toWellFormed().replace(/(?![\t\n\r])\p{Cc}/gu, '?')
}

function formulas(c: Chance): Buffer {
  const formula = (): CellInput => {
    const inside = c.pick([
      '<f>1+1</f>',
      '<f>HYPERLINK("http://x")</f><v>x</v>',
      '<f>A1</f><v>43528</v>',
      '<f t="shared" si="0"/><v>3</v>',
      '<f>WEBSERVICE("http://x")</f><v>#VALUE!</v>',
    ])
    return {
      attributes: c.pick(['', 't="str"', 't="e"', 't="b"', 't="s"', 't="d"', 's="1"', 's="999"', 't="weird"']),
      inside,
    }
  }
  const header = (lines(c)[0] ?? '').split(',')
  return makeXlsx({
    sheets: [
      {
        name: 'F',
        rows: [
          header,
          ...Array.from({ length: 15 }, () =>
            header.map(() => (c.below(2) === 0 ? formula() : c.pick(['RPZ', '1', '=2+2']))),
          ),
        ],
      },
    ],
  })
}

function brokenParts(c: Chance): Buffer {
  const part = c.pick([
    '[Content_Types].xml',
    'xl/workbook.xml',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/sharedStrings.xml',
    'xl/worksheets/sheet1.xml',
  ])
  const text = c.pick([
    '',
    '<',
    '<a><b></a>',
    '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><a>&z;</a>',
    '<worksheet><sheetData><row r="-1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
    '<worksheet><sheetData><row r="5"/><row r="2"><c><v>1</v></c></row></sheetData></worksheet>',
    '<worksheet><sheetData><row><c r="XFE1048577"><v>1</v></c></row></sheetData></worksheet>',
    '<worksheet><sheetData><row><c t="s"><v>99999999</v></c><c t="s"><v>-1</v></c><c><v>1e999</v></c></row></sheetData></worksheet>',
    `<worksheet><sheetData>${'<row><c t="inlineStr"><is><t>a</t></is></c></row>'.repeat(2_000)}</sheetData></worksheet>`,
    `<worksheet>${'<a>'.repeat(5_000)}`,
    `<sst>${'<si><t>_xD800_</t></si>'.repeat(100)}</sst>`,
    '<styleSheet><numFmts><numFmt numFmtId="x" formatCode="((("/></numFmts><cellXfs><xf numFmtId="x"/><xf/></cellXfs></styleSheet>',
    '\u0000\u0001\u0002',
  ])
  return makeXlsx({ sheets: [{ name: 'S', rows: lines(c).map((line) => line.split(',')) }], parts: { [part]: text } })
}

const made = new Map<string, Buffer>()

// Made once: packing 24 MB takes longer than all the rest.
function once(name: string, make: () => Buffer): Buffer {
  const known = made.get(name) ?? make()
  made.set(name, known)
  return known
}

function blankBomb(name: string): Buffer {
  return once(name, () => makeZip([{ name, data: Buffer.alloc(24_000_000, 0x20) }]))
}

function manyParts(): Buffer {
  return once('parts', () => makeZip(Array.from({ length: 6_000 }, (_, n) => ({ name: `a${n}`, data: '' }))))
}

function bomb(c: Chance): Buffer {
  const name = c.pick(['xl/workbook.xml', 'xl/sharedStrings.xml', 'xl/worksheets/sheet1.xml'])
  switch (c.below(5)) {
    case 0:
      return blankBomb(name)
    case 1:
      return makeZip([{ name, data: 'x', claim: 4_000_000_000 }])
    case 2:
      return manyParts()
    case 3:
      return makeXlsx({
        sheets: [{ name: 'S', rows: [['Serial', 'Type']] }],
        parts: { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row><c t="str"><v>${' '.repeat(3_000_000)}` },
      })
    default:
      return makeZip([{ name, data: ' '.repeat(500_000), claim: 100 }])
  }
}
