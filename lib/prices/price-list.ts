import { formatCents } from '../money.ts'
import { inWords, plain, yesNo } from '../lists/file-columns.ts'
import { type ListDefinition, oneOf } from '../lists/list-definition.ts'
import { PRICE_KIND_WORDS, PRICE_KINDS } from './words.ts'

/** The price book. Its file has the columns that read-price-sheet.ts reads, so that it comes in again changed. */
export const PRICES: ListDefinition = {
  path: '/settings/prices',
  view: 'price_list',
  permission: 'prices:read',
  sorts: { kind: 'kind', name: 'name', price: 'unit_cents' },
  defaultSort: 'kind',
  filters: { kind: oneOf('kind', PRICE_KINDS) },
  columns: [
    inWords('For', 'kind', PRICE_KIND_WORDS),
    plain('Name', 'name'),
    plain('Type', 'device_type'),
    plain('Size', 'size'),
    plain('Model', 'model'),
    plain('Purveyor', 'district_name'),
    { head: 'Price', text: (row) => (typeof row.unit_cents === 'number' ? formatCents(row.unit_cents) : '') },
    yesNo('Taxed', 'taxed'),
  ],
}
