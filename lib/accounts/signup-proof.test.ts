import { expect, test } from 'vitest'
import { newSignupProof, proofMatches } from './signup-proof.ts'

test('only the browser that signed up has the secret', () => {
  const [mine, other] = [newSignupProof(), newSignupProof()]
  expect(proofMatches(mine.secret, mine.hash)).toBe(true)
  expect(proofMatches(other.secret, mine.hash)).toBe(false)
  expect(proofMatches(undefined, mine.hash)).toBe(false)
  expect(proofMatches('', mine.hash)).toBe(false)
  expect(proofMatches(mine.secret, undefined)).toBe(false)
  expect(mine.secret).not.toBe(mine.hash)
})
