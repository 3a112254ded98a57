import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPriceSheet } from './read-price-sheet.ts'

const HARBOR = { id: '11111111-1111-4111-8111-111111111111', name: 'Harbor Water' }

test('rows copied from a spreadsheet, and from a CSV with other names, come out as prices', () => {
  const sheet =
    'For\tName\tType\tSize\tPurveyor\tPrice\tTaxed\nTest\tRP up to 2 in\trp\t3/4\t\t$115.00\t\nFiling fee\tHarbor\t\t\tharbor water\t14.95\tyes'
  expect(readPriceSheet(sheet, [HARBOR])).toEqual({
    ok: true,
    value: [
      {
        kind: 'test',
        name: 'RP up to 2 in',
        device_type: 'RP',
        size: '3/4',
        model: null,
        company_district_id: null,
        unit_cents: 11_500,
        taxed: false,
      },
      {
        kind: 'filing_fee',
        name: 'Harbor',
        device_type: null,
        size: null,
        model: null,
        company_district_id: HARBOR.id,
        unit_cents: 1_495,
        taxed: true,
      },
    ],
  })
  expect(readPriceSheet('Category,Item,Model,Rate\nlabor,"Repair, plumber",,95', [])).toMatchObject({
    ok: true,
    value: [{ kind: 'labour', name: 'Repair, plumber', unit_cents: 9_500 }],
  })
})

test.each([
  ['Name,Size\nx,1', 'sheet_without_price', 'must name the columns'],
  ['For,Price\nTest,-5', 'sheet_row', 'Row 2: Enter a price from $0 to $100,000.'],
  ['For,Price\nTest,5\nSnacks,1', 'sheet_row', 'Row 3: “Snacks”'],
  ['For,Price,Purveyor\nFiling fee,5,Nowhere', 'sheet_row', 'purveyor “Nowhere”'],
  ['For,Price,Size\nTest,5,43528x', 'sheet_row', 'size in inches'],
])('%j is refused whole: %s', (text, code, words) => {
  const result = readPriceSheet(text, [HARBOR])
  expect(result).toMatchObject({ ok: false, code, field: 'sheet' })
  expect(result.ok ? '' : result.message).toContain(words)
})

test('any text gives prices or a sentence', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const result = readPriceSheet(text, [])
      expect(result.ok || result.message.length > 10).toBe(true)
    }),
    { numRuns: 500 },
  )
})
