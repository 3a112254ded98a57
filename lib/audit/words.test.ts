import { expect, test } from 'vitest'
import { sentenceOf, sentenceText } from './sentence.ts'
import { nounWords, targetHref } from './words.ts'

const ENTRY = {
  action: 'changed',
  noun: 'devices',
  row_count: 1,
  target_ids: ['d1'],
  facts: {},
  profile_id: 'p1',
  who: 'Ana',
  changes: {},
  thing: null,
  names: { d1: 'RP 009M2QT', c1: 'Palm Court', c2: 'Old Mill' },
}
const say = (entry: Partial<Record<keyof typeof ENTRY, unknown>>): string =>
  sentenceText(sentenceOf({ ...ENTRY, ...entry }, 'America/New_York'))
const changed = (changes: Record<string, [unknown, unknown]>, more: object = {}): string =>
  say({ changes, facts: { columns: Object.keys(changes) }, ...more })

test('one change says from what to what', () => {
  expect(changed({ district_due_on: ['2026-04-18', '2027-04-18'] })).toBe(
    'Ana changed the due date of RP 009M2QT from Apr 18, 2026 to Apr 18, 2027',
  )
  expect(changed({ price_cents: [11_500, null] })).toBe('Ana changed the price of RP 009M2QT from $115.00 to none')
  expect(changed({ interval_months: [1, 12] })).toBe('Ana changed the interval of RP 009M2QT from 1 month to 12 months')
  expect(changed({ status: ['ACTIVE', 'REMOVED_CAPPED'] })).toBe(
    'Ana changed the status of RP 009M2QT from Active to Removed and capped',
  )
  expect(changed({ location_id: ['c1', 'gone'] })).toBe(
    'Ana changed the location of RP 009M2QT from Palm Court to one no longer on file',
  )
  expect(
    changed(
      { max_error_hundredths_psid: [10, 20] },
      { noun: 'gauge_calibrations', target_ids: ['g1'], names: { g1: 'Mid-West 845 1' } },
    ),
  ).toBe('Ana changed the largest error of the calibration of Mid-West 845 1 from 0.1 psid to 0.2 psid')
  expect(
    changed({ role: ['office', 'company_admin'] }, { noun: 'profiles', target_ids: ['p2'], names: { p2: 'Tom' } }),
  ).toBe('Ana changed the role of Tom from office to admin')
  expect(
    changed(
      { starts_at: ['2027-03-01T14:00:00+00:00', '2027-03-02T15:30:00+00:00'] },
      { noun: 'scheduled_jobs', names: { d1: 'Main St' } },
    ),
  ).toBe('Ana changed the start of the visit at Main St from Mar 1, 2027, 9:00 AM to Mar 2, 2027, 10:30 AM')
})

test('several changes are listed, those without values by name', () => {
  expect(
    say({
      facts: { columns: ['notes', 'status', 'type', 'match_key'] },
      changes: { status: ['ACTIVE', 'ABANDONED'], type: ['RP', 'DC'] },
    }),
  ).toBe('Ana changed RP 009M2QT: status from Active to Abandoned; type from RP to DC; notes')
  expect(say({ noun: 'customers', target_ids: ['c1'], facts: { columns: ['phone', 'email', 'notes'] } })).toBe(
    'Ana changed the phone, email and notes of customer Palm Court',
  )
  expect(say({ row_count: 12, facts: { columns: ['status'] } })).toBe('Ana changed the status of 12 assemblies')
})

test('deleting and bringing back say so', () => {
  expect(changed({ deleted_at: [null, '2027-01-01T00:00:00Z'] })).toBe('Ana deleted RP 009M2QT')
  expect(changed({ deleted_at: ['2027-01-01T00:00:00Z', null] })).toBe('Ana brought back RP 009M2QT')
  expect(changed({ removed_at: [null, '2027-01-01T00:00:00Z'] }, { noun: 'profiles', names: { d1: 'Tom' } })).toBe(
    'Ana removed Tom from the team',
  )
})

test('a thing is named as it is today, else as the entry kept it, else by its kind', () => {
  expect(say({ action: 'added' })).toBe('Ana added RP 009M2QT')
  expect(say({ action: 'deleted', names: {}, thing: 'RP 77' })).toBe('Ana deleted RP 77')
  expect(say({ action: 'deleted', names: {} })).toBe('Ana deleted an assembly')
  expect(say({ action: 'added', noun: 'company_settings', names: {} })).toBe('Ana added the company settings')
  expect(say({ action: 'added', row_count: 1200 })).toBe('Ana added 1,200 assemblies')
})

test('people are named while the company knows them', () => {
  expect(say({ action: 'added', who: null })).toBe('Somebody who left added RP 009M2QT')
  expect(say({ action: 'added', who: null, profile_id: null })).toBe('FlowTrack Pro added RP 009M2QT')
})

test('what the functions write reads as a sentence too', () => {
  expect(say({ action: 'signed', noun: 'test_records' })).toBe('Ana signed the test of RP 009M2QT')
  expect(say({ action: 'replaced', row_count: 2, target_ids: ['d1', 'd2'], names: { d1: 'RP 1', d2: 'RP 2' } })).toBe(
    'Ana replaced RP 1 with RP 2',
  )
  expect(say({ action: 'committed', noun: 'imports', row_count: 1204, names: { d1: 'list.csv' } })).toBe(
    'Ana committed the import of list.csv, 1,204 import rows',
  )
  const billing = { action: 'billing changed', noun: 'companies', who: null, profile_id: null }
  expect(say({ ...billing, facts: { was: 'trialing', status: 'active', ends_at: null } })).toBe(
    'FlowTrack Pro changed the account from trial to active',
  )
  expect(say({ ...billing, facts: { was: 'active', status: 'active', ends_at: '2027-03-04T17:00:00Z' } })).toBe(
    'FlowTrack Pro changed the account, with its end on Mar 4, 2027, 12:00 PM',
  )
  expect(say({ ...billing, facts: { was: 'active', status: 'active', ends_at: null } })).toBe(
    'FlowTrack Pro changed the account: it no longer ends',
  )
  expect(say({ action: 'merged_twice', noun: 'tank_visits', row_count: 2 })).toBe('Ana merged twice 2 tank visits')
})

test('one row is a link, several are not, and neither is an unknown noun', () => {
  expect(targetHref('devices', ['a'], 1)).toBe('/devices/a')
  expect(targetHref('test_records', ['a', 'device'], 1)).toBe('/test-records/a')
  expect(targetHref('devices', ['a', 'b'], 2)).toBeNull()
  expect(targetHref('devices', [], 1)).toBeNull()
  expect(targetHref('toString', ['a'], 1)).toBeNull()
  expect(nounWords('toString', 1)).toBe('toString')
})
