import { expect, it } from 'vitest'
import { formatPhone } from './phone.ts'

it.each([
  ['+15615550100', '(561) 555-0100'],
  ['+15615550100;ext=12', '(561) 555-0100, ext. 12'],
  ['+442079460958', '+442079460958'],
  ['call the desk', 'call the desk'],
])('%s is written %s', (stored, written) => {
  expect(formatPhone(stored)).toBe(written)
})
