import { describe, expect, test } from 'vitest'
import { type FigureTable, monthBars, shareWords, tableFile } from './figure-table.ts'
import { monthsOf, readWindow } from './window.ts'

const TODAY = '2026-11-22'
const window = (from = '', to = '') => readWindow({ from, to }, TODAY)

describe('the window', () => {
  test('is this month and the eleven before it unless asked otherwise', () => {
    expect(window()).toEqual({ from: '2025-12-01', through: '2026-11-30', wrong: null })
    expect(readWindow({ from: '', to: '' }, '2024-02-29')).toMatchObject({ from: '2023-03-01', through: '2024-02-29' })
  })

  test('takes one end alone, also before and after the usual one', () => {
    expect(window('2026-03-15')).toMatchObject({ from: '2026-03-15', through: '2026-11-30' })
    expect(window('2027-03-01')).toMatchObject({ from: '2027-03-01', through: '2028-02-29' })
    expect(window('', '2026-03-31')).toMatchObject({ from: '2025-12-01', through: '2026-03-31' })
    expect(window('', '2020-01-31')).toMatchObject({ through: '2020-01-31', from: '2019-02-01', wrong: null })
  })

  test.each([
    ['2026-02-30', '', '“2026-02-30” is not a day of the calendar.'],
    ['yesterday', '', '“yesterday” is not a day of the calendar.'],
    ['', '9999-12-31', 'Choose days between 1990 and 2199.'],
    ['0001-01-01', '', 'Choose days between 1990 and 2199.'],
    ['2026-05-02', '2026-05-01', 'The first day lies after the last.'],
    ['2020-01-01', '2026-01-01', 'Choose at most five years.'],
  ])('%s to %s is a sentence', (from, to, sentence) => {
    expect(window(from, to).wrong).toBe(sentence)
  })

  test('a single day and five years to the day are fine', () => {
    expect(window('2026-05-01', '2026-05-01').wrong).toBeNull()
    expect(window('2021-05-01', '2026-04-30').wrong).toBeNull()
  })

  test('has every month, also one without a row', () => {
    expect(monthsOf(window('2024-01-31', '2024-03-01'))).toEqual(['2024-01-01', '2024-02-01', '2024-03-01'])
  })
})

test('a share is never all or nothing by rounding alone', () => {
  expect([1, 0, 0.5, 0.9996, 0.0001, 2 / 3].map(shareWords)).toEqual(['100%', '0%', '50%', '99.9%', '0.1%', '66.7%'])
})

test('months become quarters when there are more than bars can stand side by side', () => {
  const months = monthsOf(window('2022-01-01', '2025-12-31'))
  const bars = monthBars(months, () => ({ tests: 1 }))
  expect(bars).toHaveLength(16)
  expect(bars[0]).toEqual({ label: 'Q1 22', name: 'Q1 22', values: { tests: 3 } })
})

test('a table’s file adds up in a spreadsheet and runs nothing there', () => {
  const table: FigureTable = {
    id: 'customers',
    label: 'By customer',
    columns: [
      { head: 'Customer', kind: 'words' },
      { head: 'Tests', kind: 'count' },
      { head: 'In time', kind: 'share' },
      { head: 'Invoiced', kind: 'cents' },
    ],
    rows: [{ cells: ['=HYPERLINK("http://x")', 1234, 0.5, 123_456] }, { cells: ['Dock, "Old"', 0, null, -500] }],
  }
  expect(tableFile(table)).toBe(
    '\uFEFFCustomer,Tests,In time (percent),Invoiced (USD)\r\n"\'=HYPERLINK(""http://x"")",1234,50.0,1234.56\r\n"Dock, ""Old""",0,,-5.00\r\n',
  )
})
