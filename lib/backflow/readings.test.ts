import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ASSEMBLY_TYPES } from './assembly.ts'
import { formatInches, formatPsid, parseInches, parsePsid } from './psid.ts'
import { blockToRow, buildBlock, COLUMN_OF, emptyBlock, familyOf, isBlank, rowToBlock } from './readings.ts'
import { anyBlock } from './readings.arbitrary.ts'

const RUNS = { numRuns: 1_000 }

describe('reading a psid', () => {
  test.each([
    ['5', 500],
    ['5.5', 550],
    ['5,5', 550],
    ['5,55', 555],
    ['.8', 80],
    ['5.', 500],
    ['0', 0],
    [' 5.25 psid', 525],
    ['5 PSI', 500],
    ['15', 1500],
    ['007.2', 720],
  ])('%s is %i hundredths', (text, hundredths) => {
    expect(parsePsid(text)).toEqual({ ok: true, hundredths, implausible: false })
  })
  test.each([
    ['55', 5500],
    ['15.01', 1501],
  ])('%s is judged as typed and flagged', (text, hundredths) => {
    expect(parsePsid(text)).toEqual({ ok: true, hundredths, implausible: true })
  })
  test.each([
    ['', 'blank'],
    ['  ', 'blank'],
    ['psid', 'blank'],
    ['1,000', 'too_many_decimals'],
    ['5.125', 'too_many_decimals'],
    ['-1', 'negative'],
    ['.', 'not_a_reading'],
    ['-', 'not_a_reading'],
    ['DNO', 'not_a_reading'],
    ['5 5', 'not_a_reading'],
    ['1,000.5', 'not_a_reading'],
    ['1e1', 'not_a_reading'],
    ['5000', 'too_large'],
    ['9'.repeat(400), 'too_large'],
  ])('%j is refused: %s', (text, code) => {
    expect(parsePsid(text)).toMatchObject({ ok: false, code })
  })
  test('one decimal, two when needed', () => {
    expect(formatPsid(500)).toBe('5.0')
    expect(formatPsid(525)).toBe('5.25')
    expect(formatPsid(5)).toBe('0.05')
    expect(formatPsid(0)).toBe('0.0')
    expect(formatPsid(-290)).toBe('-2.9')
    expect(() => formatPsid(0.5)).toThrow(RangeError)
  })
  test('every reading reads back as printed, with a point or a comma', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (hundredths) => {
        const text = formatPsid(hundredths)
        const read = { ok: true, hundredths, implausible: hundredths > 1500 }
        expect(parsePsid(text)).toEqual(read)
        expect(parsePsid(text.replace('.', ','))).toEqual(read)
      }),
      RUNS,
    )
  })
  test('any text gives whole hundredths or a code and a sentence', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^-?[0-9.,]{0,10}$/)), (text) => {
        const parsed = parsePsid(text)
        expect(
          parsed.ok ? Number.isSafeInteger(parsed.hundredths) && parsed.hundredths >= 0 : parsed.message.length > 0,
        ).toBe(true)
      }),
      RUNS,
    )
  })
})

describe('reading inches', () => {
  test.each([
    ['1', 100],
    ['1.25', 125],
    ['0,25', 25],
    ['3/4', 75],
    ['1-1/2', 150],
    ['1 1/2"', 150],
    ['2 in', 200],
  ])('%s is %i hundredths', (text, hundredths) => {
    expect(parseInches(text)).toEqual({ ok: true, hundredths })
  })
  test.each([
    ['', 'blank'],
    ['5/8', 'not_hundredths'],
    ['1.125', 'not_hundredths'],
    ['1/0', 'not_a_measure'],
    ['wide', 'not_a_measure'],
    ['.', 'not_a_measure'],
    ['100000', 'too_large'],
  ])('%j is refused: %s', (text, code) => {
    expect(parseInches(text)).toMatchObject({ ok: false, code })
  })
  test('every measure reads back as printed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (hundredths) => {
        expect(parseInches(formatInches(hundredths))).toEqual({ ok: true, hundredths })
      }),
      RUNS,
    )
  })
})

describe('a block', () => {
  test('a new one is blank', () => {
    for (const type of ASSEMBLY_TYPES) {
      expect(isBlank(emptyBlock(type))).toBe(true)
      expect(emptyBlock(type).family).toBe(familyOf(type))
    }
    expect(isBlank(buildBlock('RP', { rvDidNotOpen: true }))).toBe(false)
  })
  test('goes to its row and back unchanged, also through JSON', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ASSEMBLY_TYPES).chain((type) => anyBlock(type).map((block) => ({ type, block }))),
        ({ type, block }) => {
          const row = blockToRow(block)
          expect(Object.keys(row).toSorted()).toEqual(Object.values(COLUMN_OF).toSorted())
          expect(rowToBlock(type, row)).toEqual(block)
          expect(rowToBlock(type, JSON.parse(JSON.stringify(row)))).toEqual(block)
          expect(buildBlock(type, block)).toEqual(block)
        },
      ),
      RUNS,
    )
  })
  test('columns of other families stay out of it', () => {
    const row = blockToRow(buildBlock('RP', { rvOpenedHundredthsPsid: 200, cv2State: 'tight' }))
    expect(rowToBlock('PVB', row)).toEqual(emptyBlock('PVB'))
    expect(row).toMatchObject({
      rv_opened_hundredths_psid: 200,
      rv_did_not_open: false,
      cv2_state: 'tight',
      ai_did_not_open: null,
    })
  })
  test('a value of the wrong shape is a fault', () => {
    expect(() => rowToBlock('RP', { cv1_hundredths_psid: 5.5 })).toThrow(TypeError)
    expect(() => rowToBlock('RP', { cv1_hundredths_psid: -1 })).toThrow(TypeError)
    expect(() => rowToBlock('RP', { cv1_hundredths_psid: '500' })).toThrow(TypeError)
    expect(() => rowToBlock('RP', { cv1_state: 'wet' })).toThrow(TypeError)
    expect(() => rowToBlock('RP', { rv_did_not_open: 'yes' })).toThrow(TypeError)
  })
})
