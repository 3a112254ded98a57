import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signatureIsValid, signPayload } from './verify-signature.ts'

const NOW = 1_800_000_000
const SECRET = 'whsec_first'
const body = Buffer.from('{"id":"evt_1","amount":7900}')
const signed = signPayload(body, SECRET, NOW)

test('a signature made now with the secret is good, also as Stripe writes it', () => {
  expect(signatureIsValid(body, signed, [SECRET], NOW)).toBe(true)
  expect(signatureIsValid(body, `${signed}, v0=abc`, [SECRET], NOW)).toBe(true)
  // A pair computed apart: printf '1800000000.{}' | openssl dgst -sha256 -hmac whsec_first
  const known = 'f8c84d50c632d712dbea1fd7a7f92caf075f27eab6ae5c3170c3ffab0d2ece9c'
  expect(signatureIsValid(Buffer.from('{}'), `t=${NOW},v1=${known}`, [SECRET], NOW)).toBe(true)
})

test('a forged one, one of another secret, and none at all are refused', () => {
  for (const header of [
    null,
    '',
    't=',
    `t=${NOW}`,
    `t=${NOW},v1=`,
    `t=${NOW},v1=${'0'.repeat(64)}`,
    signPayload(body, 'whsec_other', NOW),
    signed.replace('v1=', 'v0='),
    `t=${NOW - 1},${signed}`,
    signed.toUpperCase(),
  ])
    expect(signatureIsValid(body, header, [SECRET], NOW), String(header)).toBe(false)
  expect(signatureIsValid(body, signPayload(body, '', NOW), [], NOW)).toBe(false)
})

test('a stale one and one of the future are refused, both beyond 300 seconds', () => {
  for (const [offset, good] of [
    [0, true],
    [-300, true],
    [-301, false],
    [300, true],
    [301, false],
    [3600, false],
  ] as const)
    expect(signatureIsValid(body, signPayload(body, SECRET, NOW + offset), [SECRET], NOW), `${offset}`).toBe(good)
  expect(signatureIsValid(body, signed.replace(`t=${NOW}`, `t=${NOW + 1}`), [SECRET], NOW)).toBe(false)
})

test('any altered byte is noticed', () => {
  fc.assert(
    fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const altered = Buffer.from(body)
      altered[at] = (altered[at] ?? 0) ^ change
      expect(signatureIsValid(altered, signed, [SECRET], NOW)).toBe(false)
    }),
  )
})

test('while a secret is replaced both are good, and afterwards the old one is not', () => {
  const fresh = signPayload(body, 'whsec_second', NOW)
  for (const header of [signed, fresh, `t=${NOW},${fresh.split(',')[1]},${signed.split(',')[1]}`])
    expect(signatureIsValid(body, header, ['whsec_second', SECRET], NOW)).toBe(true)
  expect(signatureIsValid(body, signed, ['whsec_second'], NOW)).toBe(false)
})
