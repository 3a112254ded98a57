import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ASSEMBLY_TYPES } from '../backflow/assembly.ts'
import { anyBlock } from '../backflow/readings.arbitrary.ts'
import { buildBlock, type ReadingsBlock } from '../backflow/readings.ts'
import { emptyValues, type FormValues, likelyMeant, parseValues, readingName, valuesOfRecord } from './form-values.ts'
import { blockRows } from './test-entry.ts'

const ABOUT = { deviceId: 'd', supersedesId: null }
const values = (readings: FormValues['readings'], change: Partial<FormValues> = {}): FormValues => ({
  ...emptyValues({ clientId: 'c', testedOn: '2027-03-04' }),
  readings,
  ...change,
})
const CV1 = readingName('initial', 'main', 'cv1HundredthsPsid')

describe('what is typed', () => {
  test('becomes hundredths, ticks and states', () => {
    const { entry, errors } = parseValues(
      'RP',
      values({
        [CV1]: '5,5',
        'initial.main.rvDidNotOpen': 'true',
        'initial.main.cv2State': 'leaked',
        'final.main.cv1HundredthsPsid': '6',
      }),
      ABOUT,
    )
    expect(errors).toEqual({})
    expect(entry.initial).toEqual({
      main: { cv1HundredthsPsid: 550, rvDidNotOpen: true, cv2State: 'leaked' },
      bypass: null,
    })
    expect(entry.final).toBeNull()
  })

  test('is told apart from what cannot be read, by field', () => {
    const { entry, errors } = parseValues(
      'DC',
      values({ [CV1]: '1,000' }, { linePressure: '6o', testedOn: '2027-02-30' }),
      ABOUT,
    )
    expect(Object.keys(errors).toSorted()).toEqual([CV1, 'line_pressure_psi', 'tested_on'].toSorted())
    expect(entry.initial.main.cv1HundredthsPsid).toBeUndefined()
    expect(entry.linePressurePsi).toBeNull()
  })

  test('a blank is never a zero', () => {
    const { entry } = parseValues('DC', values({ [CV1]: '  ' }), ABOUT)
    expect(entry.initial.main).toEqual({})
    expect(entry.linePressurePsi).toBeNull()
  })

  test('55 for 5.5 asks again until it is confirmed as typed', () => {
    expect(parseValues('DC', values({ [CV1]: '55' }), ABOUT).implausible).toEqual([CV1])
    expect(parseValues('DC', values({ [CV1]: '55' }, { confirmed: { [CV1]: '55' } }), ABOUT).implausible).toEqual([])
    expect(parseValues('DC', values({ [CV1]: '56' }, { confirmed: { [CV1]: '55' } }), ABOUT).implausible).toEqual([CV1])
    expect([likelyMeant('55'), likelyMeant('525'), likelyMeant('3000'), likelyMeant('x')]).toEqual([
      '5.5',
      '5.25',
      null,
      null,
    ])
  })
})

test('property: a saved record comes back into the form and out of it again unchanged', () => {
  const types = ASSEMBLY_TYPES.filter((type) => type !== 'OTHER')
  fc.assert(
    fc.property(
      fc
        .constantFrom(...types)
        .chain((type) => fc.tuple(fc.constant(type), anyBlock(type), anyBlock(type), anyBlock(type))),
      ([type, main, bypass, final]) => {
        const stage = (block: typeof main) => ({ main: entered(block), bypass: entered(bypass) })
        const rows = blockRows(type, { initial: stage(main), final: stage(final) })
        const record = {
          test_type: 'ANNUAL',
          tested_on: '2027-03-04',
          site_answers: { installed_per_code: false },
          repairs: [],
          certified_result: 'PASS',
          computed_result: 'PASS',
          line_pressure_psi: 0,
        } as const
        const parsed = parseValues(type, valuesOfRecord(record, rows, 'c'), ABOUT)
        expect(parsed.errors).toEqual({})
        expect(parsed.implausible).toEqual([])
        expect(parsed.entry.answers).toEqual({ installed_per_code: false })
        expect(parsed.entry.linePressurePsi).toBe(0)
        expect(blockRows(type, parsed.entry)).toEqual(rows)
        expect(buildBlock(type, parsed.entry.initial.main).family).toBe(main.family)
      },
    ),
    { numRuns: 1000 },
  )
})

/** A block as the form can hold it: a check that is tight shows by its number. */
function entered(block: ReadingsBlock): Record<string, unknown> {
  const { family: _, ...fields } = block
  const read: Record<string, unknown> = fields
  for (const check of block.family === 'RP' ? ['cv1', 'bc'] : ['cv1', 'cv2', 'bc', 'cv']) {
    if (read[`${check}State`] === 'tight' && read[`${check}HundredthsPsid`] === null) read[`${check}State`] = null
  }
  return read
}
