import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOME, safeNext, withNext } from './next-url.ts'

const ORIGIN = 'https://flow.example'

test.each([
  ['/devices?q=1#top', '/devices?q=1#top'],
  ['/invite/abc', '/invite/abc'],
  [`${ORIGIN}/invite/abc`, '/invite/abc'],
])('%s leads to %s', (next, path) => {
  expect(safeNext(next, ORIGIN)).toBe(path)
})

test.each([
  undefined,
  null,
  '',
  ['/devices'],
  'devices',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/%2e%2e//evil.example',
  'https://evil.example/',
  `${ORIGIN}.evil.example/`,
  `${ORIGIN}@evil.example/`,
  `${ORIGIN}//evil.example/`,
  'javascript:alert(1)',
  'data:text/html,x',
  `/${'x'.repeat(3000)}`,
])('%j leads home', (next) => {
  expect(safeNext(next, ORIGIN)).toBe(HOME)
})

test('whatever is asked for, a browser stays with us', () => {
  const parts = fc.constantFrom(
    '/',
    '//',
    '\\',
    '.',
    '..',
    '%2f',
    '%5c',
    'evil.example',
    '@',
    ':',
    '?',
    '#',
    '\t',
    ORIGIN,
    'https:',
    'a',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(parts, { maxLength: 8 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(texts, (next) => {
      const path = safeNext(next, ORIGIN)
      expect(new URL(path, ORIGIN).origin).toBe(ORIGIN)
      expect(path).toMatch(/^\/(?![/\\])/)
      expect(safeNext(path, ORIGIN)).toBe(path)
    }),
    { numRuns: 3000 },
  )
})

test('a link carries only what says something', () => {
  expect(withNext('/sign-in', HOME)).toBe('/sign-in')
  expect(withNext('/sign-in', '/devices?q=1')).toBe('/sign-in?next=%2Fdevices%3Fq%3D1')
})
