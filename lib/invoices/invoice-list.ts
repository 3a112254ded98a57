import { formatCents } from '../money.ts'
import { inWords, plain } from '../lists/file-columns.ts'
import { idOf, type ListDefinition, oneOf } from '../lists/list-definition.ts'
import { INVOICE_STATES } from './schema.ts'

/** Invoices, the newest first. */
export const INVOICES: ListDefinition = {
  path: '/invoices',
  view: 'invoice_list',
  permission: 'invoices:read',
  sorts: { number: 'number', customer: 'customer_name', total: 'total_cents', due: 'due_on', added: 'created_at' },
  defaultSort: '-added',
  filters: { state: oneOf('state', Object.keys(INVOICE_STATES)), customer: idOf('customer_id') },
  columns: [
    plain('Number', 'number'),
    inWords('State', 'state', INVOICE_STATES),
    plain('Customer', 'customer_name'),
    { head: 'Total', text: (row) => (typeof row.total_cents === 'number' ? formatCents(row.total_cents) : '') },
    plain('Due', 'due_on'),
    plain('Sent', 'sent_at'),
    plain('Memo', 'memo'),
    plain('Id', 'id'),
  ],
}
