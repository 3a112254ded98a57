import { sentenceOf, sentenceText } from '../audit/sentence.ts'
import { plain } from './file-columns.ts'
import { addDays } from '../dates.ts'
import {
  type FilterReader,
  idOf,
  isUuid,
  type ListDefinition,
  oneOf,
  sinceDay,
  textOf,
  untilDay,
} from './list-definition.ts'

/** Days ahead in which a calibration or licence counts as expiring. */
export const EXPIRING_DAYS = 60

/** `due`: nothing on file or within 60 days; `retired`: no longer used. Without it a list shows what is in use. */
const gaugeState: FilterReader = (value, { today }) => {
  if (value === 'retired') return [{ column: 'retired_on', op: 'not_null' }]
  const inUse = { column: 'retired_on', op: 'is_null' } as const
  if (value === 'due') return [inUse, { column: 'due_on', op: 'lte', value: addDays(today, EXPIRING_DAYS) }]
  return value === 'unchecked' ? [inUse, { column: 'due_on', op: 'is_null' }] : null
}

/** `expiring` within 60 days, `expired` before today. */
const licenceState: FilterReader = (value, { today }) => {
  if (value === 'expired') return [{ column: 'expires_on', op: 'lte', value: addDays(today, -1) }]
  if (value !== 'expiring') return null
  return [
    { column: 'expires_on', op: 'gte', value: today },
    { column: 'expires_on', op: 'lte', value: addDays(today, EXPIRING_DAYS) },
  ]
}

/** Lists whose pages are short: taken as a file whole, or by the few filters named here. */
export const GAUGES: ListDefinition = {
  path: '/gauges',
  view: 'gauge_list',
  permission: 'gauges:read',
  sorts: { name: 'manufacturer', serial: 'serial', due: 'due_on', kept: 'assigned_name' },
  defaultSort: 'due',
  filters: { state: gaugeState, kept: idOf('assigned_to') },
  always: (asked) => (asked.state === undefined ? [{ column: 'retired_on', op: 'is_null' }] : []),
  columns: [
    plain('Maker', 'manufacturer'),
    plain('Model', 'model'),
    plain('Serial', 'serial'),
    plain('Kind', 'kind'),
    plain('Water', 'water_class'),
    plain('Calibrated', 'calibrated_on'),
    plain('Laboratory', 'lab'),
    plain('Calibration due', 'due_on'),
    plain('Kept by', 'assigned_name'),
    plain('Retired', 'retired_on'),
    plain('Id', 'id'),
  ],
}

export const TESTERS: ListDefinition = {
  path: '/testers',
  view: 'licence_list',
  permission: 'licences:read',
  sorts: { name: 'full_name', expires: 'expires_on', type: 'certificate_type' },
  defaultSort: 'expires',
  filters: { state: licenceState, person: idOf('profile_id') },
  always: () => [{ column: 'removed_at', op: 'is_null' }],
  columns: [
    plain('Tester', 'full_name'),
    plain('Certificate', 'certificate_type'),
    plain('Number', 'number'),
    plain('Issued by', 'issuer'),
    plain('Issued', 'issued_on'),
    plain('Expires', 'expires_on'),
    plain('Id', 'id'),
  ],
}

export const DISTRICTS: ListDefinition = {
  path: '/districts',
  view: 'district_list',
  permission: 'districts:read',
  sorts: { name: 'name', state: 'state', devices: 'devices', verified: 'verified_on' },
  defaultSort: 'name',
  filters: { state: textOf('state'), rule: oneOf('due_rule_source', ['company', 'rulebook', 'assumed']) },
  columns: [
    plain('Purveyor', 'name'),
    plain('US state', 'state'),
    plain('Rulebook entry', 'rulebook_name'),
    plain('Due rule from', 'due_rule_source'),
    plain('Rule profile', 'rule_profile'),
    plain('Rule profile from', 'rule_profile_source'),
    plain('Days to repair', 'repair_days'),
    plain('Verified', 'verified_on'),
    plain('Assemblies', 'devices'),
    plain('Id', 'id'),
  ],
}

export const TEAM: ListDefinition = {
  path: '/team',
  view: 'member_list',
  permission: 'team:read',
  sorts: { name: 'full_name', role: 'role', licence: 'licence_expires_on' },
  defaultSort: 'name',
  filters: {
    role: oneOf('role', ['company_admin', 'office', 'technician']),
    state: (value) => (value === 'former' ? [{ column: 'removed_at', op: 'not_null' }] : null),
  },
  always: (asked) => (asked.state === undefined ? [{ column: 'removed_at', op: 'is_null' }] : []),
  columns: [
    plain('Name', 'full_name'),
    plain('Email', 'email'),
    plain('Phone', 'phone'),
    plain('Role', 'role'),
    plain('Licence expires', 'licence_expires_on'),
    plain('Removed', 'removed_at'),
  ],
}

export const AUDIT_LOG: ListDefinition = {
  path: '/audit-log',
  view: 'audit_list',
  permission: 'audit:read',
  sorts: { when: 'seq' },
  defaultSort: '-when',
  filters: {
    noun: textOf('noun'),
    action: textOf('action'),
    who: idOf('profile_id'),
    target: (value) => (isUuid(value) ? [{ column: 'target_ids', op: 'has', value }] : null),
    from: sinceDay('happened_at'),
    to: untilDay('happened_at'),
  },
  columns: [
    plain('Entry', 'seq'),
    plain('When (UTC)', 'happened_at'),
    plain('Who', 'who'),
    { head: 'In words', text: (row) => sentenceText(sentenceOf(row, 'UTC')) },
    plain('What', 'action'),
    plain('Of what', 'noun'),
    plain('Rows', 'row_count'),
    plain('Facts', 'facts'),
  ],
}
