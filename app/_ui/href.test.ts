import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hrefWith, param } from './href.ts'

test('changes what it is told and keeps the rest', () => {
  const params = { q: 'dock', sort: '-due', page: '3', district: ['a', 'b'] }
  expect(hrefWith('/devices', params, { sort: 'name', page: null })).toBe(
    '/devices?q=dock&district=a&district=b&sort=name',
  )
  expect(hrefWith('/devices', {}, { page: null, q: '' })).toBe('/devices')
})

test('reads the first of several values and nothing as empty', () => {
  expect(param({ a: ['1', '2'] }, 'a')).toBe('1')
  expect(param({}, 'a')).toBe('')
})

test('an empty patch keeps every value that says something', () => {
  const name = fc.stringMatching(/^[a-z]{1,6}$/)
  fc.assert(
    fc.property(fc.dictionary(name, fc.string({ minLength: 1 })), (params) => {
      const url = new URL(hrefWith('/x', params), 'http://localhost')
      for (const [key, value] of Object.entries(params)) expect(url.searchParams.get(key)).toBe(value.toWellFormed())
    }),
    { numRuns: 1000 },
  )
})
