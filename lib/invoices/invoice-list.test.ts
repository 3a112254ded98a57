import { expect, test } from 'vitest'
import { csvLine } from '../lists/csv.ts'
import { readList } from '../lists/read-list.ts'
import { INVOICES, QUICKBOOKS } from './invoice-list.ts'

const row = {
  number: 1042,
  customer_name: '=cmd|calc',
  sent_at: '2027-03-06T01:00:00Z',
  sent_on: '2027-03-05',
  due_on: '2027-04-04',
  memo: null,
  description: 'Test of RP, 12 Dock St',
  quantity_hundredths: 150,
  unit_cents: 123_450,
  amount_cents: 185_175,
  tax_hundredths_percent: 725,
  tested_on: '2027-03-04',
}

test('the QuickBooks file has its documented names, plain decimals, days as it reads them, and no formula', () => {
  const head = QUICKBOOKS.columns.map(({ head: name }) => name)
  for (const name of ['*InvoiceNo', '*Customer', '*InvoiceDate', '*DueDate', 'ItemQuantity', 'ItemRate', '*ItemAmount'])
    expect(head).toContain(name)
  const cells = QUICKBOOKS.columns.map(({ text }) => text(row))
  expect(Object.fromEntries(head.map((name, index) => [name, cells[index]]))).toMatchObject({
    '*InvoiceNo': '1042',
    '*InvoiceDate': '03/05/2027',
    '*DueDate': '04/04/2027',
    ItemQuantity: '1.50',
    ItemRate: '1234.50',
    '*ItemAmount': '1851.75',
    TaxRate: '7.25%',
    'Service Date': '03/04/2027',
  })
  expect(csvLine(cells)).toContain("'=cmd|calc")
  expect(csvLine(cells)).toContain('"Test of RP, 12 Dock St"')
})

test('only what was sent goes to the bookkeeper; late means open and past its day', () => {
  expect(readList(QUICKBOOKS, {}, { today: '2027-03-05' }).query.filters).toContainEqual({
    column: 'state',
    op: 'eq',
    value: 'sent',
  })
  expect(readList(INVOICES, { state: 'late' }, { today: '2027-03-05' }).query.filters).toEqual([
    { column: 'balance_cents', op: 'gte', value: '1' },
    { column: 'due_on', op: 'lte', value: '2027-03-04' },
  ])
})
