import { formatCents } from '../money.ts'
import { inWords, plain, textIn } from '../lists/file-columns.ts'
import {
  type FileColumn,
  type FilterReader,
  idOf,
  type ListDefinition,
  oneOf,
  sinceDay,
  untilDay,
} from '../lists/list-definition.ts'
import { addDays } from '../dates.ts'
import { INVOICE_KINDS, INVOICE_STANDINGS } from './words.ts'

const cents = (head: string, name: string): FileColumn => ({
  head,
  text: (row) => (typeof row[name] === 'number' ? formatCents(row[name]) : ''),
})

/** `open`: sent and not paid in full; `late`: of those, past their day. Any standing by its name. */
const state: FilterReader = (value, { today }) => {
  const open = { column: 'balance_cents', op: 'gte', value: '1' } as const
  if (value === 'open') return [open]
  if (value === 'late') return [open, { column: 'due_on', op: 'lte', value: addDays(today, -1) }]
  return oneOf('standing', Object.keys(INVOICE_STANDINGS))(value, { today })
}

/** Invoices and credit notes, the newest first. */
export const INVOICES: ListDefinition = {
  path: '/invoices',
  view: 'invoice_list',
  permission: 'invoices:read',
  sorts: {
    number: 'number',
    customer: 'customer_name',
    total: 'total_cents',
    open: 'balance_cents',
    due: 'due_on',
    added: 'created_at',
  },
  defaultSort: '-added',
  filters: { state, customer: idOf('customer_id'), from: sinceDay('sent_at'), to: untilDay('sent_at') },
  columns: [
    plain('Number', 'number'),
    inWords('Kind', 'kind', INVOICE_KINDS),
    inWords('State', 'standing', INVOICE_STANDINGS),
    plain('Customer', 'customer_name'),
    cents('Total', 'total_cents'),
    cents('Tax', 'tax_cents'),
    cents('Paid', 'paid_cents'),
    cents('Credited', 'credited_cents'),
    cents('Open', 'balance_cents'),
    plain('Due', 'due_on'),
    plain('Sent', 'sent_at'),
    plain('Memo', 'memo'),
    plain('Id', 'id'),
  ],
}

/** Who owes what, the most first. */
export const AGING: ListDefinition = {
  path: '/invoices/aging',
  view: 'aging_list',
  permission: 'invoices:read',
  sorts: { customer: 'customer_name', open: 'open_cents', oldest: 'oldest_due_on' },
  defaultSort: '-open',
  filters: {},
  always: () => [{ column: 'open_cents', op: 'gte', value: '1' }],
  columns: [
    plain('Customer', 'customer_name'),
    plain('Invoices', 'invoices'),
    cents('Not due yet', 'current_cents'),
    cents('1 to 30 days late', 'to_30_cents'),
    cents('31 to 60 days late', 'to_60_cents'),
    cents('61 to 90 days late', 'to_90_cents'),
    cents('Over 90 days late', 'over_90_cents'),
    cents('Open', 'open_cents'),
    plain('Oldest due', 'oldest_due_on'),
  ],
}

/** 'YYYY-MM-DD' as QuickBooks reads days in the United States. */
const usDay = (day: string): string => (day === '' ? '' : `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}`)
const decimal = (head: string, name: string): FileColumn => ({
  head,
  text: (row) => (typeof row[name] === 'number' ? formatCents(row[name]).replaceAll(/[$,]/g, '') : ''),
})

/**
 * Sent invoices line by line, under the names QuickBooks Online documents for its import of invoices (* is required there).
 * Credit notes are not invoices there and stay out.
 */
export const QUICKBOOKS: ListDefinition = {
  path: '/invoices',
  view: 'invoice_line_list',
  permission: 'invoices:read',
  sorts: { number: 'number' },
  defaultSort: 'number',
  filters: { customer: idOf('customer_id'), from: sinceDay('sent_at'), to: untilDay('sent_at') },
  always: () => [
    { column: 'kind', op: 'eq', value: 'invoice' },
    { column: 'state', op: 'eq', value: 'sent' },
  ],
  columns: [
    plain('*InvoiceNo', 'number'),
    plain('*Customer', 'customer_name'),
    { head: '*InvoiceDate', text: (row) => usDay(textIn(row, 'sent_on')) },
    { head: '*DueDate', text: (row) => usDay(textIn(row, 'due_on')) },
    plain('Memo', 'memo'),
    { head: 'Item(Product/Service)', text: (row) => (row.tested_on === null ? 'Services' : 'Backflow test') },
    plain('ItemDescription', 'description'),
    decimal('ItemQuantity', 'quantity_hundredths'),
    decimal('ItemRate', 'unit_cents'),
    decimal('*ItemAmount', 'amount_cents'),
    { head: 'Taxable', text: (row) => (row.tax_hundredths_percent === 0 ? 'N' : 'Y') },
    {
      head: 'TaxRate',
      text: (row) =>
        typeof row.tax_hundredths_percent === 'number' && row.tax_hundredths_percent > 0
          ? `${row.tax_hundredths_percent / 100}%`
          : '',
    },
    { head: 'Service Date', text: (row) => usDay(textIn(row, 'tested_on')) },
  ],
}
