import { expect, test } from 'vitest'
import { RATE_LIMITS, waitSentence } from './rate-limit.ts'

test('the wait is told in minutes', () => {
  expect(waitSentence(1)).toBe('Too many attempts. Try again in a minute.')
  expect(waitSentence(61)).toBe('Too many attempts. Try again in 2 minutes.')
  expect(waitSentence(900)).toBe('Too many attempts. Try again in 15 minutes.')
})

test('guessing one password is limited harder than one address, which may be an office', () => {
  expect(RATE_LIMITS.sign_in_account.limit).toBeLessThan(RATE_LIMITS.sign_in_address.limit)
  expect(RATE_LIMITS.reset_account.limit).toBeLessThan(RATE_LIMITS.reset_address.limit)
})
