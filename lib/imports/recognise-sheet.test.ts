import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planSheet } from './preview-file.ts'
import { mappingIsUsable, recogniseSheet, suggestMapping } from './recognise-sheet.ts'
import { DEVICE_FIELDS, TEST_FIELDS } from './target-fields.ts'

const header = (name: string): string[] =>
  readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
    .split(/\r?\n/)[0]
    ?.split(',') ?? []
const SYNCTA = header('syncta-export-sample.csv')
const HISTORY = header('test-history-sample.csv')

describe('known sheets', () => {
  it('are recognised by their columns, in any order and case', () => {
    expect(recogniseSheet(SYNCTA)).toMatchObject({ kind: 'syncta', score: 1 })
    expect(recogniseSheet(HISTORY)).toMatchObject({ kind: 'test_history', score: 1 })
    expect(recogniseSheet(SYNCTA.toReversed().map((name) => ` ${name.toUpperCase()}`)).kind).toBe('syncta')
  })

  it('are still recognised when some columns are missing, not when most are', () => {
    expect(recogniseSheet(SYNCTA.slice(0, 24)).kind).toBe('syncta')
    expect(recogniseSheet(HISTORY.slice(0, 18)).kind).toBe('test_history')
    expect(recogniseSheet(SYNCTA.slice(0, 12)).kind).toBe('unknown')
    expect(recogniseSheet(HISTORY.filter((name) => name !== 'Test Date')).kind).toBe('unknown')
  })
})

describe('other sheets', () => {
  it('get a first mapping from the names of their columns', () => {
    expect(
      suggestMapping([
        'Account',
        'Phone',
        'Site Address',
        'City',
        'ST',
        'Zip Code',
        'Make',
        'Model',
        'Serial #',
        'Size',
        'Last Test',
        'Gate code',
      ]),
    ).toEqual({
      kind: 'devices',
      columns: {
        Account: 'customer_name',
        Phone: 'customer_phone',
        'Site Address': 'location_line1',
        City: 'location_city',
        ST: 'location_state',
        'Zip Code': 'location_zip',
        Make: 'manufacturer',
        Model: 'model',
        'Serial #': 'serial',
        Size: 'size',
        'Last Test': 'last_tested_on',
      },
    })
    expect(
      suggestMapping(['S/N', 'Date', 'Pass/Fail', 'Relief Valve', 'Check 1', 'Final Check 1', 'Bypass Check 1']),
    ).toEqual({
      kind: 'tests',
      columns: {
        'S/N': 'serial',
        Date: 'tested_on',
        'Pass/Fail': 'result',
        'Relief Valve': 'rv_opened',
        'Check 1': 'cv1',
        'Final Check 1': 'retest_cv1',
        'Bypass Check 1': 'bypass_cv1',
      },
    })
  })

  it('are usable when they name a device, or a test with its date', () => {
    expect(mappingIsUsable(suggestMapping(['Serial']))).toBe(true)
    expect(mappingIsUsable(suggestMapping(['Model', 'Address']))).toBe(true)
    expect(mappingIsUsable(suggestMapping(['Model', 'Name']))).toBe(false)
    expect(planSheet(['Colour', 'Weight'])).toMatchObject({ ok: false, code: 'columns_not_recognised' })
    expect(planSheet(SYNCTA, { kind: 'devices', columns: { Serial: 'serial' } })).toMatchObject({
      ok: true,
      sheet: 'mapped',
    })
  })
})

it('every target field has a label of its own, for the wizard', () => {
  for (const fields of [DEVICE_FIELDS, TEST_FIELDS]) {
    expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length)
    expect(new Set(fields.map(({ label }) => label)).size).toBe(fields.length)
  }
})
