import { describe, expect, it } from 'vitest'
import { makeXlsx, styled, STYLES, type CellInput, type WorkbookInput } from './testing/make-xlsx.ts'
import { makeZip } from './testing/make-zip.ts'
import { readAll } from './testing/read-all.ts'
import { numberText } from './read-xlsx.ts'
import { styleOfFormat, unescapeXlsx } from './xlsx-parts.ts'

const HEAD = ['Serial', 'Type', 'Size', 'Last Tested On']

function book(rows: readonly (readonly CellInput[])[], more: Partial<WorkbookInput> = {}): Buffer {
  return makeXlsx({ sheets: [{ name: 'Devices', rows: [HEAD, ...rows] }], ...more })
}

describe('what cells hold', () => {
  it('texts, shared or in place, numbers, days by their style, yes and no, errors', async () => {
    const cells = [
      1990335,
      'RPZ',
      0.75,
      styled(45765, STYLES.day),
      true,
      { attributes: 't="e"', inside: '<v>#N/A</v>' },
    ]
    const texts = ['1990335', 'RPZ', '0.75', '2025-04-18', 'TRUE', '#N/A']
    for (const shared of [true, false]) {
      const { rows, header } = await readAll(book([cells], { shared }))
      expect(header).toEqual(HEAD)
      expect(rows).toEqual([{ row: 2, cells: texts }])
    }
  })

  it('days of the 1904 system, times of day dropped', async () => {
    const { rows } = await readAll(book([['1', 'RP', styled(45765.75 - 1462, STYLES.day)]], { date1904: true }))
    expect(rows[0]?.cells[2]).toBe('2025-04-18')
  })

  it('a size that became a day, a fraction, a ZIP with its zero', async () => {
    const { rows } = await readAll(
      book([['1', styled(43528, STYLES.monthDay), styled(0.75, STYLES.fraction), styled(2116, STYLES.zip)]]),
    )
    expect(rows[0]?.cells).toEqual(['1', '2019-03-04', '0.75', '02116'])
  })

  it('a formula gives its stored result, never its text; without one the cell says so', async () => {
    const stored: CellInput = { attributes: 't="str"', inside: '<f>HYPERLINK("http://x","y")</f><v>y</v>' }
    const none: CellInput = { attributes: '', inside: '<f>1+1</f>' }
    const { rows } = await readAll(book([['1', stored, none, '=cmd|calc']]))
    expect(rows[0]?.cells).toEqual(['1', 'y', '#FORMULA!', '=cmd|calc'])
  })

  it('rich text without its phonetic hints, escaped signs, namespaces with a prefix', async () => {
    const rich: CellInput = {
      attributes: 't="inlineStr"',
      inside: '<is><r><t>97</t></r><r><t>5XL</t></r><rPh><t>no</t></rPh></is>',
    }
    expect((await readAll(book([['1', rich]]))).rows[0]?.cells[1]).toBe('975XL')
    expect(unescapeXlsx('a_x000D_b_x005F_x')).toBe('a\rb_x')
    const sheet =
      '<?xml version="1.0"?><x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>Serial</x:t></x:is></x:c></x:row><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    expect((await readAll(book([], { parts: { 'xl/worksheets/sheet1.xml': sheet } }))).rows).toEqual([
      { row: 2, cells: ['7'] },
    ])
  })

  it('numbers as the sheet shows them', () => {
    expect(numberText('2.4000000000000004', 'plain', false)).toBe('2.4')
    expect(numberText('4.3318E+4', 'plain', false)).toBe('43318')
    expect(numberText('1E+20', 'plain', false)).toBe('100000000000000000000')
    expect(numberText('7', 3, false)).toBe('007')
    expect(numberText('n', 'plain', false)).toBe('n')
  })

  it('formats that show a day, and those that do not', () => {
    for (const format of ['m/d/yy', 'yyyy-mm-dd', '[$-409]d-mmm-yy;@', 'mmm-yy', 'dd"."mm"."yyyy'])
      expect(styleOfFormat(format), format).toBe('day')
    for (const format of ['General', '0.00', '# ?/?', '"day" 0', '[Red]0.0', '$#,##0.00', '\\d0'])
      expect(styleOfFormat(format), format).toBe('plain')
    for (const format of ['h:mm', '[h]:mm:ss']) expect(styleOfFormat(format), format).toBe('time')
    expect(styleOfFormat('00000')).toBe(5)
  })
})

describe('which sheet', () => {
  const notes = { name: 'Read me', rows: [['This workbook'], ['holds a list']] }
  const hidden = { name: 'Old', rows: [HEAD, ['0', 'RP']], hidden: true }
  const history = [
    'Serial',
    'Test Date',
    'Result',
    'Tester',
    'Cert No',
    'Gauge Serial',
    'RV Opened',
    'CV1',
    'CV2',
    'AI Opened',
    'AI Fully Open',
    'CV',
    'Line PSI',
    'Repairs',
    'Retest Date',
    'Retest RV Opened',
    'Retest CV1',
  ]

  it('the first recognised one, hidden ones never', async () => {
    const file = makeXlsx({ sheets: [hidden, notes, { name: 'Tests', rows: [history, ['7', '06-09-23', 'PASS']] }] })
    const { header, rows } = await readAll(file)
    expect([header[1], rows.length]).toEqual(['Test Date', 1])
  })

  it('the first with rows when none is recognised, or the one asked for', async () => {
    const file = makeXlsx({ sheets: [{ name: 'Blank', rows: [] }, notes, { name: 'More', rows: [HEAD, ['1', 'RP']] }] })
    expect((await readAll(file)).header).toEqual(['This workbook'])
    expect((await readAll(file, { sheetName: 'More' })).header).toEqual(HEAD)
    expect((await readAll(file, { sheetName: 'Missing' })).refusal?.code).toBe('xlsx_no_sheet')
  })
})

describe('refusals', () => {
  const sound = book(Array.from({ length: 50 }, (_, n) => [n, 'RP', '1']))

  it.each([
    ['cut in half', sound.subarray(0, sound.length / 2), 'zip_damaged'],
    ['an empty zip', makeZip([]), 'file_is_archive'],
    ['another zip', makeZip([{ name: 'readme.txt', data: 'hello' }]), 'file_is_archive'],
    ['a binary workbook', makeZip([{ name: 'xl/workbook.bin', data: 'x' }]), 'file_is_xlsb'],
    [
      'an OpenDocument sheet',
      makeZip([
        { name: 'mimetype', data: 'x' },
        { name: 'content.xml', data: '<x/>' },
      ]),
      'file_is_opendocument',
    ],
    ['no relations', book([], { parts: { 'xl/_rels/workbook.xml.rels': '<x/>' } }), 'xlsx_no_sheet'],
    [
      'broken XML',
      book([], { parts: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row></worksheet>' } }),
      'xlsx_damaged',
    ],
    [
      'a document type',
      book([], { parts: { 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>' } }),
      'xlsx_damaged',
    ],
    ['no rows at all', makeXlsx({ sheets: [{ name: 'A', rows: [] }] }), 'xlsx_no_sheet'],
    ['a bomb by size', makeZip([{ name: 'xl/workbook.xml', data: Buffer.alloc(30_000_000, 32) }]), 'zip_bomb'],
    ['a bomb by claim', makeZip([{ name: 'xl/workbook.xml', data: 'x', claim: 4_000_000_000 }]), 'zip_bomb'],
    ['a bomb by parts', makeZip(Array.from({ length: 5_001 }, (_, n) => ({ name: `p${n}`, data: '' }))), 'zip_bomb'],
    [
      'a claim that is too small',
      makeZip([{ name: 'xl/workbook.xml', data: ' '.repeat(100_000), claim: 10 }]),
      'zip_damaged',
    ],
    [
      'one text of megabytes',
      book([], { parts: { 'xl/sharedStrings.xml': `<sst><si><t>${'x '.repeat(2_500_000)}</t></si></sst>` } }),
      'zip_bomb',
    ],
  ])('%s', async (_, bytes, code) => expect((await readAll(bytes)).refusal?.code).toBe(code))

  it('name row and column', async () => {
    const far: CellInput = { attributes: 'r="ZZ3"', inside: '<v>1</v>' }
    const sheet = (inside: string): string =>
      `<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>Serial</t></is></c></row>${inside}</sheetData></worksheet>`
    const at = async (inside: string) =>
      (await readAll(book([], { parts: { 'xl/worksheets/sheet1.xml': sheet(inside) } }))).refusal
    expect(far).toBeDefined()
    expect(await at('<row r="3"><c r="ZZ3"><v>1</v></c></row>')).toMatchObject({
      code: 'too_many_columns',
      row: 3,
      column: 'ZZ',
    })
    expect(await at(`<row r="3"><c r="B3" t="str"><v>${'x'.repeat(40_000)}</v></c></row>`)).toMatchObject({
      code: 'cell_too_long',
      row: 3,
      column: 'B',
    })
    expect(await at('<row r="0"><c><v>1</v></c></row>')).toMatchObject({ code: 'xlsx_damaged', row: 1 })
    expect(await at('<row r="999999"><c><v>1</v></c></row>')).toMatchObject({ code: 'too_many_rows', row: 999_999 })
  })

  it('what is no sheet at all', async () => {
    const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)])
    expect((await readAll(old)).refusal?.code).toBe('file_is_old_excel')
    expect((await readAll(Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')]))).refusal?.code).toBe(
      'file_is_locked',
    )
    expect((await readAll(Buffer.from('%PDF-1.7\n...'))).refusal?.code).toBe('file_is_pdf')
    expect((await readAll(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).refusal?.code).toBe(
      'file_is_image',
    )
    expect((await readAll({ csv: '<html><table><tr><td>Serial</td></tr></table></html>' })).refusal?.code).toBe(
      'file_is_web_page',
    )
    expect((await readAll(Buffer.from(Array.from({ length: 500 }, (_, n) => n % 32)))).refusal?.code).toBe(
      'file_is_binary',
    )
    expect((await readAll(Buffer.alloc(2_000), { limits: { fileBytes: 1_000 } })).refusal?.code).toBe('file_too_large')
  })
})
