import { ASSEMBLY_TYPES } from '../backflow/assembly.ts'
import { inWords, plain, textIn, yesNo } from '../lists/file-columns.ts'
import {
  daysAhead,
  fromDay,
  idOf,
  idsOf,
  type ListDefinition,
  monthOf,
  oneOf,
  textOf,
  toDay,
} from '../lists/list-definition.ts'
import { COMPLIANCE_WORDS, COMPLIANCES, DEVICE_STATUSES, DUE_SOURCE_WORDS, STATUS_WORDS } from './words.ts'

const FILE = [
  plain('Serial', 'serial'),
  plain('Bypass serial', 'bypass_serial'),
  plain('Type', 'type'),
  plain('Maker', 'manufacturer'),
  plain('Model', 'model'),
  plain('Size', 'size'),
  inWords('State', 'compliance', COMPLIANCE_WORDS),
  plain('District due date', 'district_due_on'),
  inWords('Source of the date', 'district_due_source', DUE_SOURCE_WORDS),
  yesNo('Rule assumed', 'due_assumed'),
  plain('Our target', 'our_target_on'),
  plain('Last tested', 'last_tested_on'),
  plain('Last result', 'last_result'),
  plain('Failed on', 'failed_on'),
  plain('Repair due', 'repair_due_on'),
  plain('Customer', 'customer_name'),
  plain('Location', 'location_name'),
  {
    head: 'Address',
    text: (row) => [textIn(row, 'line1'), textIn(row, 'line2')].filter((part) => part !== '').join(', '),
  },
  plain('City', 'city'),
  plain('US state', 'state'),
  plain('Zip', 'zip'),
  plain('On site', 'location_on_site'),
  plain('Serves', 'serves'),
  plain('Purveyor', 'district_name'),
  inWords('Status', 'status', STATUS_WORDS),
  plain('Tag', 'tag_no'),
  plain('Installed', 'installed_on'),
  plain('Id', 'id'),
] satisfies ListDefinition['columns']

const SHARED_FILTERS = {
  type: oneOf('type', ASSEMBLY_TYPES),
  state: oneOf('compliance', COMPLIANCES),
  district: idOf('company_district_id'),
  city: textOf('city'),
  zip: textOf('zip', 'starts'),
  size: textOf('size'),
  status: oneOf('status', DEVICE_STATUSES),
  from: fromDay('district_due_on'),
  to: toDay('district_due_on'),
  ids: idsOf('id'),
} satisfies ListDefinition['filters']

/** Every assembly. */
export const DEVICES: ListDefinition = {
  path: '/devices',
  view: 'device_list',
  permission: 'devices:read',
  sorts: {
    serial: 'serial',
    type: 'type',
    customer: 'customer_name',
    district: 'district_name',
    due: 'district_due_on',
    target: 'our_target_on',
    tested: 'last_tested_on',
    size: 'size_thousandths_in',
    added: 'created_at',
  },
  defaultSort: 'due',
  filters: { ...SHARED_FILTERS, customer: idOf('customer_id'), location: idOf('location_id') },
  columns: FILE,
}

const DUTIES = ['FAILED_OPEN', 'OVERDUE', 'DUE_SOON', 'CURRENT']

/** Assemblies by when they are due. Without a window, month or day asked for: what is to do now. */
export const DUE: ListDefinition = {
  ...DEVICES,
  path: '/due',
  sorts: { due: 'district_due_on', target: 'our_target_on', repair: 'repair_due_on' },
  filters: {
    window: (value, { today }) => {
      switch (value) {
        case 'todo':
          return [{ column: 'compliance', op: 'in', value: ['FAILED_OPEN', 'OVERDUE', 'DUE_SOON'] }]
        case 'overdue':
          return [{ column: 'compliance', op: 'eq', value: 'OVERDUE' }]
        case 'failed':
          return [{ column: 'compliance', op: 'eq', value: 'FAILED_OPEN' }]
        case 'none':
          return [{ column: 'compliance', op: 'eq', value: 'NO_DATE' }]
        case '7':
        case '30':
        case '60':
        case '90':
          return daysAhead('district_due_on', today, 0, Number(value))
        default:
          return null
      }
    },
    month: monthOf('district_due_on'),
    ...SHARED_FILTERS,
  },
  always: (asked) => {
    if (asked.window !== undefined && !/^\d+$/.test(asked.window)) return []
    if (asked.ids !== undefined || asked.state !== undefined) return []
    const dated = asked.window ?? asked.month ?? asked.from ?? asked.to
    return [{ column: 'compliance', op: 'in', value: dated === undefined ? DUTIES.slice(0, 3) : DUTIES }]
  },
}

/** The sites of the map: the filters of the due list under the same names. Without a window or day asked for: all of them. */
export const MAP: ListDefinition = {
  ...DUE,
  path: '/map',
  always: (asked, reading) =>
    (asked.window ?? asked.month ?? asked.from ?? asked.to) === undefined ? [] : (DUE.always?.(asked, reading) ?? []),
}
