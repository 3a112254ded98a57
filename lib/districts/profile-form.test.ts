import fc from 'fast-check'
import { expect, test } from 'vitest'
import { overrideTexts, readOverrides } from './profile-form.ts'

const NOTHING = overrideTexts({})

test('empty boxes replace nothing', () => {
  expect(readOverrides(NOTHING, null)).toEqual({ overrides: {}, errors: {} })
})

test('numbers, buffer and answers are read', () => {
  const { overrides, errors } = readOverrides(
    { ...NOTHING, rvMin: '2.5', bufferMode: 'warn', bufferMin: '3', rpCv1Min: 'none', badInstallFails: 'yes' },
    { airGapMinHundredthsIn: 200 },
  )
  expect(errors).toEqual({})
  expect(overrides).toEqual({
    rvMin: 250,
    bufferMode: 'warn',
    bufferMin: 300,
    rpCv1Min: null,
    badInstallFails: true,
    airGapMinHundredthsIn: 200,
  })
})

test('what is no number is refused in its box', () => {
  const { errors } = readOverrides({ ...NOTHING, rvMin: 'two', dcCheckMin: 'none', vbCheckMin: '31' }, null)
  expect(Object.keys(errors).toSorted()).toEqual(['dcCheckMin', 'rvMin', 'vbCheckMin'])
})

test('what is stored survives the form', () => {
  const hundredths = fc.integer({ min: 0, max: 3000 })
  const stored = fc.record(
    {
      rvMin: hundredths,
      rpCv1Min: fc.oneof(hundredths, fc.constant(null)),
      bufferMode: fc.constantFrom('off', 'warn', 'fail'),
      bufferMin: hundredths,
      rpCv2Min: fc.oneof(hundredths, fc.constant(null)),
      dcCheckMin: hundredths,
      airInletMin: hundredths,
      airInletFullyOpenAsked: fc.boolean(),
      vbCheckMin: hundredths,
      bypassCheckMin: hundredths,
      airGapMinHundredthsIn: hundredths,
      badInstallFails: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(stored, (overrides) => {
      expect(readOverrides(overrideTexts(overrides), overrides)).toEqual({ overrides, errors: {} })
    }),
    { numRuns: 1000 },
  )
})
