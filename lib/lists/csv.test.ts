import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell, csvLine } from './csv.ts'

describe('csvCell', () => {
  it.each([
    ['plain', 'plain'],
    ['12 Dock St, Unit 4', '"12 Dock St, Unit 4"'],
    ['1-1/2"', '"1-1/2"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+15615550100', "'+15615550100"],
    ['-5', '-5'],
    ['-5.50', '-5.50'],
    ['-5+3', "'-5+3"],
    ['-cmd', "'-cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tcmd', "'\tcmd"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['a=b', 'a=b'],
    ['', ''],
  ])('%j becomes %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell)
  })

  it('never starts a cell with what a spreadsheet would run, and loses nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }), (cells) => {
        const rows: string[][] = parse(csvLine(cells), { relax_column_count: true, record_delimiter: '\r\n' })
        const read = rows[0] ?? []
        expect(read.every((cell) => !/^[=+\-@\t\r\n]/.test(cell))).toBe(true)
        expect(read.map((cell, index) => (/^[=+\-@\t\r\n]/.test(cells[index] ?? '') ? cell.slice(1) : cell))).toEqual(
          cells,
        )
      }),
      { numRuns: 1000 },
    )
  })
})
