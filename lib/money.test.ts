import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dollarsInShort, formatCents, MAX_CENTS, parseCents } from './money.ts'

describe('reading an amount', () => {
  test.each([
    ['$115.00', 11500],
    ['$1,115.00', 111500],
    ['115', 11500],
    ['115.5', 11550],
    ['.5', 50],
    ['$0.00', 0],
    [' $ 95 ', 9500],
    ['-$5.00', -500],
    ['$-5', -500],
    ['1,234,567.89', 123456789],
    ['21474836.47', MAX_CENTS],
    ['-0', 0],
  ])('%s is %i cents', (text, cents) => {
    expect(parseCents(text)).toEqual({ ok: true, cents })
  })
  test.each([
    ['', 'blank'],
    ['  ', 'blank'],
    ['Unknown', 'not_an_amount'],
    ['$', 'not_an_amount'],
    ['.', 'not_an_amount'],
    ['1,15.00', 'not_an_amount'],
    ['1.115,00', 'not_an_amount'],
    ['--5', 'not_an_amount'],
    ['1e3', 'not_an_amount'],
    ['12.345', 'too_many_decimals'],
    ['21474836.48', 'too_large'],
    ['9'.repeat(40), 'too_large'],
  ])('%j is refused: %s', (text, code) => {
    expect(parseCents(text)).toMatchObject({ ok: false, code })
  })
})

test('printing keeps cents, groups thousands and shows the sign', () => {
  expect(formatCents(11500)).toBe('$115.00')
  expect(formatCents(111505)).toBe('$1,115.05')
  expect(formatCents(-5)).toBe('-$0.05')
  expect(formatCents(0)).toBe('$0.00')
  expect(() => formatCents(0.5)).toThrow(RangeError)
})

test('every amount reads back as printed', () => {
  fc.assert(
    fc.property(fc.integer({ min: -MAX_CENTS, max: MAX_CENTS }), (cents) => {
      expect(parseCents(formatCents(cents))).toEqual({ ok: true, cents })
    }),
    { numRuns: 1_000 },
  )
})

test('any text gives whole cents or a code and a sentence', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^-?\$?[0-9,.]{0,14}$/)), (text) => {
      const parsed = parseCents(text)
      expect(parsed.ok ? Number.isSafeInteger(parsed.cents) : parsed.message.length > 0).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test.each([
  [0, '$0'],
  [99_949, '$999'],
  [99_950, '$1k'],
  [1_234_500, '$12.3k'],
  [9_999_900, '$100k'],
  [-4_550_000, '-$45.5k'],
  [99_999_900, '$1M'],
  [123_456_789_00, '$123M'],
])('%i cents in short are %s', (cents, words) => {
  expect(dollarsInShort(cents)).toBe(words)
})
