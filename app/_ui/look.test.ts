import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseLook, printLook, SCHEMES } from './look.ts'

test('a look survives the cookie', () => {
  const look = fc.record({ scheme: fc.constantFrom(...SCHEMES), folded: fc.boolean(), keys: fc.boolean() })
  fc.assert(
    fc.property(look, (each) => {
      expect(parseLook(printLook(each))).toEqual(each)
    }),
    { numRuns: 1000 },
  )
})

test('anything else is the plain look of the system', () => {
  for (const odd of [undefined, '', 'pink', '.folded"', 'DARK', '<script>']) {
    expect(parseLook(odd).scheme).toBe('system')
  }
  expect(parseLook('dark')).toEqual({ scheme: 'dark', folded: false, keys: true })
})
