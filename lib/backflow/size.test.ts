import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partsOfDay } from '../dates.ts'
import { dayFromSerial, serialFromDay } from './excel-date.ts'
import { NOMINAL_SIZES, parseSize, printSize, sizeFromDate, sizeThousandths } from './size.ts'

const RUNS = { numRuns: 1_000 }

function read(found: string): string | null {
  const parsed = parseSize(found)
  return parsed.ok ? parsed.size.text : null
}

function doubt(found: string): { code: string; suggestion: string | null } | null {
  const parsed = parseSize(found)
  return parsed.ok ? null : { code: parsed.code, suggestion: parsed.suggestion }
}

describe('sizes as people write them', () => {
  it.each([
    ['3/4"', '3/4'],
    ['1', '1'],
    ['1.5', '1-1/2'],
    ['2.5', '2-1/2'],
    ['1 1/2', '1-1/2'],
    ['1½"', '1-1/2'],
    ['1-½', '1-1/2'],
    ['½', '1/2'],
    [' 2 " ', '2'],
    ["2''", '2'],
    ['2”', '2'],
    ['3/4 in.', '3/4'],
    ['4 inches', '4'],
    ['.75', '3/4'],
    ['0.750', '3/4'],
    ['1 & 1/2', '1-1/2'],
    ['1–1/4', '1-1/4'],
    ['1 / 2', '1/2'],
    ['10', '10'],
  ])('%s is %s', (found, size) => expect(read(found)).toBe(size))

  it.each(['', 'abc', '4/3', '0', '-1', '1/0', '100', '0.37', '3/4/8', '1-', '\0'])('%s is no size', (found) => {
    expect(read(found)).toBeNull()
  })

  it('knows which sizes are sold', () => {
    expect(NOMINAL_SIZES.every((size) => parseSize(size).ok)).toBe(true)
    expect(parseSize('5')).toEqual({ ok: true, size: { text: '5', thousandths: 5000, listed: false } })
  })
})

describe('sizes that Excel made dates of (DOMAIN 1.11)', () => {
  it.each([
    ['43528', '3/4'],
    ['43467', '1/2'],
    ['43532', '3/8'],
    ['37257', '1-1/2'],
    ['37987', '1-1/4'],
    ['37288', '2-1/2'],
    ['43558', '3/4'],
    ['43528.0', '3/4'],
    ['4-Mar', '3/4'],
    ['Mar-04', '3/4'],
    ['3/4/2019', '3/4'],
    ['2019-03-04', '3/4'],
    ['2002-01-01', '1-1/2'],
  ])('%s was %s, as a suggestion only', (found, size) => {
    expect(doubt(found)).toEqual({ code: 'size_was_date', suggestion: size })
  })

  it('suggests nothing for a date that no size makes', () => {
    expect(doubt('43600')).toEqual({ code: 'size_was_date', suggestion: null })
  })

  it('suggests for what ran together and for millimetres', () => {
    expect(doubt('11/2')).toEqual({ code: 'size_run_together', suggestion: '1-1/2' })
    expect(doubt('DN20')).toEqual({ code: 'size_metric', suggestion: '3/4' })
    expect(doubt('50 mm')).toEqual({ code: 'size_metric', suggestion: '2' })
  })

  it('finds every fraction again that a spreadsheet makes a date of, whatever the year', () => {
    const fractions = NOMINAL_SIZES.filter((size) => /^\d\/\d$/.test(size))
    fc.assert(
      fc.property(fc.constantFrom(...fractions), fc.integer({ min: 2000, max: 2060 }), (size, year) => {
        const [month = '', day = ''] = size.split('/')
        const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
        expect(sizeFromDate(date)).toBe(size)
        expect(doubt(String(serialFromDay(date)))).toEqual({ code: 'size_was_date', suggestion: size })
      }),
      RUNS,
    )
  })
})

describe('round trips', () => {
  it('parsing and printing a size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 384 }), (eighths) => {
        const text = printSize(eighths * 125)
        expect(text).not.toBeNull()
        expect(sizeThousandths(text ?? '')).toBe(eighths * 125)
        expect(sizeThousandths(` ${(eighths / 8).toFixed(3)} in `)).toBe(eighths < 800 ? eighths * 125 : null)
      }),
      RUNS,
    )
  })

  it('a size never throws and never comes out other than it prints', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        const parsed = parseSize(text)
        if (parsed.ok) expect(printSize(parsed.size.thousandths)).toBe(parsed.size.text)
      }),
      RUNS,
    )
  })

  it('days and spreadsheet serials', () => {
    expect(dayFromSerial(1)).toBe('1900-01-01')
    expect(dayFromSerial(59)).toBe('1900-02-28')
    expect(dayFromSerial(61)).toBe('1900-03-01')
    expect(dayFromSerial(43528)).toBe('2019-03-04')
    expect(dayFromSerial(43528 - 1462, true)).toBe('2019-03-04')
    expect(dayFromSerial(0)).toBeNull()
    expect(dayFromSerial(2_958_466)).toBeNull()
    fc.assert(
      fc.property(
        fc.integer({ min: 61, max: 2_958_465 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (serial, time) => {
          const day = dayFromSerial(serial + time)
          expect(day).not.toBeNull()
          expect(partsOfDay(day ?? '').year).toBeGreaterThanOrEqual(1900)
          expect(serialFromDay(day ?? '')).toBe(serial)
        },
      ),
      RUNS,
    )
  })
})
