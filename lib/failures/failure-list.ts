import { addDays } from '../dates.ts'
import { inWords, plain } from '../lists/file-columns.ts'
import { type FilterReader, idOf, type ListDefinition, oneOf } from '../lists/list-definition.ts'

/** Who holds a failure: whose turn it is. */
export const HOLDERS: Readonly<Record<string, string>> = {
  nobody: 'Nobody',
  quoted: 'Customer: quoted',
  declined: 'Office: declined',
  approved: 'Office: approved',
  ordered: 'Office: visit to plan',
  visit_planned: 'Technician: visit planned',
  closed: 'Closed',
}
export const CLOSED_BECAUSE: Readonly<Record<string, string>> = {
  passed: 'Passed the retest',
  corrected: 'The test was corrected',
  removed: 'The assembly was taken out',
}

/** `late`: past the repair deadline; `week`: within seven days; `closed`. Without it a list shows what is open. */
const state: FilterReader = (value, { today }) => {
  if (value === 'closed') return [{ column: 'closed_on', op: 'not_null' }]
  const open = { column: 'closed_on', op: 'is_null' } as const
  if (value === 'late') return [open, { column: 'repair_due_on', op: 'lte', value: addDays(today, -1) }]
  return value === 'week' ? [open, { column: 'repair_due_on', op: 'lte', value: addDays(today, 7) }] : null
}

/** Open failures, those due first on top. */
export const FAILURES: ListDefinition = {
  path: '/failures',
  view: 'deficiency_list',
  permission: 'tests:read',
  sorts: { due: 'repair_due_on', failed: 'failed_on', report: 'report_due_on', customer: 'customer_name' },
  defaultSort: 'due',
  filters: {
    state,
    holder: oneOf('holder', Object.keys(HOLDERS)),
    district: idOf('company_district_id'),
    customer: idOf('customer_id'),
    device: idOf('device_id'),
  },
  always: (asked) => (asked.state === undefined ? [{ column: 'closed_on', op: 'is_null' }] : []),
  columns: [
    plain('Customer', 'customer_name'),
    plain('Street', 'line1'),
    plain('City', 'city'),
    plain('Type', 'type'),
    plain('Maker', 'manufacturer'),
    plain('Model', 'model'),
    plain('Size', 'size'),
    plain('Serial', 'serial'),
    plain('Purveyor', 'district_name'),
    plain('Failed', 'failed_on'),
    plain('Report due', 'report_due_on'),
    plain('Repair due', 'repair_due_on'),
    inWords('Held by', 'holder', HOLDERS),
    plain('Closed', 'closed_on'),
    inWords('Closed because', 'closed_because', CLOSED_BECAUSE),
    plain('Id', 'id'),
  ],
}
