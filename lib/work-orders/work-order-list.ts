import { inWords, plain } from '../lists/file-columns.ts'
import { fromDay, idOf, type ListDefinition, oneOf, toDay } from '../lists/list-definition.ts'
import { WORK_KINDS, WORK_STATES } from './words.ts'

/** What is to be done where; those that are open unless another state is asked for. */
export const WORK_ORDERS: ListDefinition = {
  path: '/work-orders',
  view: 'work_order_list',
  permission: 'work:read',
  sorts: { due: 'due_on', address: 'line1', customer: 'customer_name', visit: 'next_visit_at', added: 'created_at' },
  defaultSort: 'due',
  filters: {
    state: oneOf('state', Object.keys(WORK_STATES)),
    kind: oneOf('kind', Object.keys(WORK_KINDS)),
    location: idOf('location_id'),
    customer: idOf('customer_id'),
    from: fromDay('due_on'),
    to: toDay('due_on'),
  },
  always: (asked) => (asked.state === undefined ? [{ column: 'state', op: 'eq', value: 'open' }] : []),
  columns: [
    inWords('Work', 'kind', WORK_KINDS),
    inWords('State', 'state', WORK_STATES),
    plain('Due', 'due_on'),
    plain('Address', 'line1'),
    plain('City', 'city'),
    plain('Customer', 'customer_name'),
    plain('Next visit', 'next_visit_at'),
    plain('Minutes', 'minutes'),
    plain('Purchase order', 'purchase_order_no'),
    plain('Notes', 'notes'),
    plain('Id', 'id'),
  ],
}
