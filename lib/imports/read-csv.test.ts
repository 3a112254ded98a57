import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardText, tidyText } from './clean-text.ts'
import { readAll } from './testing/read-all.ts'

const HEADER = ['Serial', 'Type', 'Size', 'Location']
const ROWS = [
  ['43318X', 'RPZ', '1½"', 'Café, rear'],
  ['6101781', 'PVB', '3/4"', 'By "old" pump'],
]

function csv(delimiter: string, end: string): string {
  const cell = (text: string): string => (/["\r\n]|[,;|\t]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text)
  return [HEADER, ...ROWS].map((cells) => cells.map(cell).join(delimiter) + end).join('')
}

function utf16(text: string, bigEndian: boolean, mark: boolean): Buffer {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}

describe('any delimiter, line ending and encoding', () => {
  for (const [name, delimiter] of [
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['pipe', '|'],
  ] as const) {
    for (const [end, sign] of [
      ['LF', '\n'],
      ['CRLF', '\r\n'],
      ['CR', '\r'],
    ] as const) {
      it(`${name}, ${end}`, async () => {
        const result = await readAll({ csv: csv(delimiter, sign) })
        expect(result.header).toEqual(HEADER)
        expect(result.rows).toEqual(ROWS.map((cells, index) => ({ row: index + 2, cells })))
      })
    }
  }

  it.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${csv(',', '\n')}`)],
    ['Latin-1', Buffer.from(csv(';', '\r\n'), 'latin1')],
    ['UTF-16 LE', utf16(csv('\t', '\r\n'), false, true)],
    ['UTF-16 BE', utf16(csv(',', '\n'), true, true)],
    ['UTF-16 LE without a mark', utf16(csv(',', '\n'), false, false)],
  ])('%s', async (_, bytes) => expect((await readAll(bytes)).rows.map(({ cells }) => cells)).toEqual(ROWS))

  it('Windows-1252 signs, also far into the file', async () => {
    const long = `Serial,Type,Place\n${'1,RPZ,plain\n'.repeat(12_000)}`
    const bytes = Buffer.concat([
      Buffer.from(long),
      Buffer.from([0x32, 0x2c, 0x44, 0x43, 0x2c, 0x93, 0xe9, 0x94, 0x0a]),
    ])
    const { rows } = await readAll(bytes)
    expect(rows.at(-1)?.cells).toEqual(['2', 'DC', '“é”'])
  })

  it('a stream, in chunks that cut characters and line ends apart', async () => {
    const bytes = Buffer.from(csv(',', '\r\n'))
    const chunks = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))
    expect((await readAll(Readable.from(chunks))).rows.map(({ cells }) => cells)).toEqual(ROWS)
  })
})

describe('headers', () => {
  it('are found below titles and notes, and rows keep the number the sheet gives them', async () => {
    const { header, headerRow, rows } = await readAll({
      csv: 'Backflow list 2026\n\nPrinted by,Tobbin\nSerial,Type,Size\n\n1,RP,1\n\n2,DC,2\n',
    })
    expect([header, headerRow]).toEqual([['Serial', 'Type', 'Size'], 4])
    expect(rows).toEqual([
      { row: 6, cells: ['1', 'RP', '1'] },
      { row: 8, cells: ['2', 'DC', '2'] },
    ])
  })

  it('are made unique and never blank', async () => {
    const { header } = await readAll({ csv: 'Serial,Phone,Phone,,phone,Type\n1,2,3,4,5,6\n' })
    expect(header).toEqual(['Serial', 'Phone', 'Phone (2)', 'Column D', 'phone (3)', 'Type'])
  })

  it('of Excel’s "sep=" file stand in the second line', async () => {
    const { header, rows } = await readAll({ csv: 'sep=;\nSerial;Type\n1;RP\n' })
    expect([header, rows]).toEqual([['Serial', 'Type'], [{ row: 3, cells: ['1', 'RP'] }]])
  })
})

describe('rows', () => {
  it('may be short, long, blank, and hold line breaks', async () => {
    const { rows } = await readAll({ csv: 'Serial,Type,Size\n1\n1,RP,1,x,y\n,,\n"a\nb",RP,1\n9,DC,2' })
    expect(rows).toEqual([
      { row: 2, cells: ['1'] },
      { row: 3, cells: ['1', 'RP', '1', 'x', 'y'] },
      { row: 5, cells: ['a\nb', 'RP', '1'] },
      { row: 6, cells: ['9', 'DC', '2'] },
    ])
  })

  it('may hold bare inch signs', async () => {
    const { rows } = await readAll({ csv: 'Serial,Size,Type\n1,3/4",RP\n2,1-1/2",DC\n' })
    expect(rows.map(({ cells }) => cells[1])).toEqual(['3/4"', '1-1/2"'])
  })
})

describe('refusals name the place', () => {
  it.each([
    ['a quotation mark that never closes', 'Serial,Type\n1,RP\n2,"DC\n3,RP\n', 'csv_quote_not_closed', 3, undefined],
    ['a cell too long', `Serial,Type\n1,RP\n2,${'x'.repeat(40_000)}\n`, 'cell_too_long', 3, 'B'],
    ['too many columns', `Serial,Type\n1,RP\n${'x,'.repeat(600)}\n`, 'too_many_columns', 3, 'SS'],
    ['a header and nothing else', 'Serial,Type\n', 'no_rows', 1, undefined],
  ])('%s', async (_, text, code, row, column) => {
    const { refusal } = await readAll({ csv: text })
    expect(refusal).toMatchObject({ ok: false, code, row })
    expect(refusal?.column).toBe(column)
    expect(refusal?.sentence.length).toBeGreaterThan(20)
  })

  it('a mark that swallows the rest of a long file', async () => {
    const { refusal, rows } = await readAll({ csv: `Serial,Type\n1,RP\n2,"DC\n${'3,RP\n'.repeat(400_000)}` })
    expect(refusal).toMatchObject({ code: 'csv_quote_not_closed', row: 3 })
    expect(rows).toHaveLength(1)
  })

  it('too many rows', async () => {
    const { refusal, rows } = await readAll({ csv: `Serial,Type\n${'3,RP\n'.repeat(12)}` }, { limits: { rows: 10 } })
    expect(refusal).toMatchObject({ code: 'too_many_rows', row: 12 })
    expect(rows).toHaveLength(10)
  })

  it('blank files', async () => {
    expect((await readAll(Buffer.alloc(0))).refusal?.code).toBe('file_empty')
    expect((await readAll({ csv: '\n\n  \n,,,\n' })).refusal?.code).toBe('no_header')
    expect((await readAll('/nowhere/at/all.csv')).refusal?.code).toBe('file_missing')
  })
})

describe('round trips', () => {
  it('any cells written as CSV come back', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/\r/g, ''))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t', '|'),
        async (cells, delimiter) => {
          const quoted = (row: readonly string[]): string =>
            row.map((text) => `"${text.replace(/"/g, '""')}"`).join(delimiter)
          const text = [['Serial', 'Type', 'Model'], ...cells].map(quoted).join('\r\n')
          const { rows, refusal } = await readAll({ csv: text })
          const filled = cells.filter((row) => row.some((value) => value.trim() !== ''))
          expect(rows.map((row) => row.cells)).toEqual(filled)
          if (filled.length === 0) expect(refusal?.code).toBe('no_rows')
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('a text guarded against calculation comes back as it was', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('=', '+', '-', '@', "'=", '', 'a'), (rest, sign) => {
        const text = tidyText(sign + rest).text
        if (text.startsWith('="')) return
        expect(tidyText(guardText(text)).text).toBe(text)
      }),
      { numRuns: 1_000 },
    )
  })
})
