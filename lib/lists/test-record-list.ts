import { ASSEMBLY_TYPES } from '../backflow/assembly.ts'
import { TEST_TYPE_LABELS, TEST_TYPES } from '../backflow/test-types.ts'
import { inWords, plain } from './file-columns.ts'
import { fromDay, idOf, type ListDefinition, oneOf, toDay } from './list-definition.ts'

/** Whether a record counts: test_record_list concludes it from its dates. */
export const RECORD_STATES = ['DRAFT', 'SIGNED', 'IMPORTED', 'SUPERSEDED'] as const
export const RECORD_STATE_WORDS: Readonly<Record<(typeof RECORD_STATES)[number], string>> = {
  DRAFT: 'Draft',
  SIGNED: 'Signed',
  IMPORTED: 'Imported',
  SUPERSEDED: 'Superseded',
}

/** Every test on file, newest first. Superseded ones are left out unless they are asked for. */
export const TEST_RECORDS: ListDefinition = {
  path: '/test-records',
  view: 'test_record_list',
  permission: 'tests:read',
  sorts: {
    tested: 'tested_on',
    serial: 'serial',
    customer: 'customer_name',
    tester: 'tester_name',
    district: 'district_name',
    result: 'certified_result',
    added: 'created_at',
  },
  defaultSort: '-tested',
  filters: {
    state: oneOf('state', RECORD_STATES),
    result: oneOf('certified_result', ['PASS', 'FAIL']),
    tester: idOf('tester_profile_id'),
    district: idOf('company_district_id'),
    type: oneOf('type', ASSEMBLY_TYPES),
    reason: oneOf('test_type', TEST_TYPES),
    from: fromDay('tested_on'),
    to: toDay('tested_on'),
    device: idOf('device_id'),
    customer: idOf('customer_id'),
    location: idOf('location_id'),
    gauge: idOf('gauge_id'),
  },
  always: (asked) =>
    asked.state === undefined ? [{ column: 'state', op: 'in', value: ['DRAFT', 'SIGNED', 'IMPORTED'] }] : [],
  columns: [
    plain('Tested', 'tested_on'),
    inWords('State', 'state', RECORD_STATE_WORDS),
    plain('Certified result', 'certified_result'),
    plain('Result by the rules', 'computed_result'),
    inWords('Test', 'test_type', TEST_TYPE_LABELS),
    plain('Serial', 'serial'),
    plain('Type', 'type'),
    plain('Maker', 'manufacturer'),
    plain('Model', 'model'),
    plain('Size', 'size'),
    plain('Customer', 'customer_name'),
    plain('Address', 'line1'),
    plain('City', 'city'),
    plain('Purveyor', 'district_name'),
    plain('Tester', 'tester_name'),
    plain('Certificate', 'cert_no'),
    plain('Gauge', 'gauge_serial'),
    plain('Next due', 'next_due_on'),
    plain('Signed', 'signed_at'),
    plain('Id', 'id'),
  ],
}
