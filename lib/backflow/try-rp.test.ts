import { expect, test } from 'vitest'
import { EXAMPLE_RP, tryRp } from './try-rp.ts'

test('the example passes by the 10th edition and fails by the 9th, by the buffer', () => {
  expect(tryRp(EXAMPLE_RP).verdict.result).toBe('PASS')
  const ninth = tryRp({ ...EXAMPLE_RP, rules: 'USC9_LEGACY' })
  expect(ninth.verdict.result).toBe('FAIL')
  expect(ninth.sentence).toContain('Buffer is 2.8 psid, 0.2 below the limit of 3.0.')
})

test('a blank is missing and what is no reading is said, never guessed', () => {
  expect(tryRp({ ...EXAMPLE_RP, rv: '' }).verdict.result).toBe('INCOMPLETE')
  const typed = tryRp({ rv: 'abc', c1: '-1', c2: 'perhaps', rules: 'none' })
  expect(typed.verdict.result).toBe('INCOMPLETE')
  expect(typed.errors.rv).toContain('"abc" is not a reading')
  expect(typed.errors.c1).toBe('A reading cannot be below zero.')
  expect(typed.profile.name).toBe('USC10')
})
