import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reportNames } from './report-names.ts'

const report = fc.record({
  line1: fc.string(),
  city: fc.option(fc.string()),
  serial: fc.option(fc.string()),
  type: fc.constantFrom('RP', 'DC', 'PVB'),
  tested_on: fc.constant('2027-03-04'),
})

test('reports in an archive never share a name, leave their folder or carry what a file system stumbles over', () => {
  fc.assert(
    fc.property(fc.array(report, { maxLength: 30 }), (reports) => {
      const names = reportNames(reports)
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(reports.length)
      for (const name of names) expect(name).toMatch(/^[\w ,#()-]+\/[\w ,#()-]+ 2027-03-04( \(\d+\))?\.pdf$/)
    }),
  )
})

test('a name says where and which', () => {
  const dock = { line1: '12 Dock St', city: 'Jupiter', serial: 'A/1', type: 'RP', tested_on: '2027-03-04' }
  expect(reportNames([dock, dock, { ...dock, line1: '../..', city: null, serial: null }])).toEqual([
    '12 Dock St, Jupiter/A1 2027-03-04.pdf',
    '12 Dock St, Jupiter/A1 2027-03-04 (2).pdf',
    'Site/RP 2027-03-04.pdf',
  ])
})
