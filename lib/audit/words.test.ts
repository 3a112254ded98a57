import { expect, test } from 'vitest'
import { actionWords, changedWords, entryWords, nounWords, targetHref } from './words.ts'

test('entries read as sentences', () => {
  expect(entryWords('changed', 'devices', 1)).toBe('Changed assembly')
  expect(entryWords('added', 'devices', 1200)).toBe('Added 1,200 assemblies')
  expect(entryWords('founded', 'companies', 1)).toBe('Founded the company')
  expect(entryWords('concluded due dates', 'devices', 12)).toBe('Concluded due dates, 12 assemblies')
  expect(entryWords('merged', 'toString', 1)).toBe('Merged toString')
  expect(actionWords('merged_twice')).toBe('Merged twice')
  expect(nounWords('tank_visits', 2)).toBe('2 tank visits')
})

test('one row is a link, several are not, and neither is an unknown noun', () => {
  expect(targetHref('devices', ['a'], 1)).toBe('/devices/a')
  expect(targetHref('test_records', ['a', 'device'], 1)).toBe('/test-records/a')
  expect(targetHref('devices', ['a', 'b'], 2)).toBeNull()
  expect(targetHref('devices', [], 1)).toBeNull()
  expect(targetHref('toString', ['a'], 1)).toBeNull()
})

test('the changed columns are named', () => {
  expect(changedWords({ columns: ['due_rule', 'deleted_at', 3] })).toBe('due rule, deleted')
  expect(changedWords({ columns: 'x' })).toBe('')
  expect(changedWords(null)).toBe('')
})
