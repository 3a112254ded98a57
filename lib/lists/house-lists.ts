import { plain } from './file-columns.ts'
import { fromDay, idOf, type ListDefinition, textOf, toDay } from './list-definition.ts'

/** Lists whose pages are short: taken as a file whole, or by the few filters named here. */
export const GAUGES: ListDefinition = {
  path: '/gauges',
  view: 'gauge_list',
  permission: 'gauges:read',
  sorts: { name: 'manufacturer', serial: 'serial', due: 'due_on' },
  defaultSort: 'name',
  filters: {},
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
  sorts: { name: 'full_name', expires: 'expires_on' },
  defaultSort: 'name',
  filters: {},
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
  sorts: { name: 'name', state: 'state', devices: 'devices' },
  defaultSort: 'name',
  filters: { state: textOf('state') },
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
  sorts: { name: 'full_name', role: 'role' },
  defaultSort: 'name',
  filters: {},
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
    from: fromDay('happened_at'),
    to: toDay('happened_at'),
  },
  columns: [
    plain('Entry', 'seq'),
    plain('When (UTC)', 'happened_at'),
    plain('Who', 'who'),
    plain('What', 'action'),
    plain('Of what', 'noun'),
    plain('Rows', 'row_count'),
    plain('Facts', 'facts'),
  ],
}
