import { expect, test } from 'vitest'
import { addLicenceSchema, scopesOf, scopeWords } from './schema.ts'

const form = {
  profile_id: '0192f0c1-8a00-7000-8000-000000000001',
  certificate_type: 'ASSE 5110',
  number: ' BT-1 ',
  issuer: '',
  states: 'fl, TX fl',
  scope_general: 'yes',
  issued_on: '',
  expires_on: '2027-03-04',
}

test('a licence is read from its form', () => {
  const read = addLicenceSchema.parse({ ...form, scope_fire: 'yes' })
  expect(read).toMatchObject({ number: 'BT-1', issuer: null, states: ['FL', 'TX'], issued_on: null, file: null })
  expect(scopesOf(read)).toEqual(['general', 'fire'])
  expect(scopeWords(['general', 'fire'])).toBe('Testing, fire lines')
})

test.each([
  [{ states: 'Florida' }, 'states'],
  [{ issued_on: '2027-03-05' }, 'expires_on'],
  [{ expires_on: '' }, 'expires_on'],
  [{ scope_general: undefined }, 'scope_general'],
  [{ number: ' ' }, 'number'],
])('%j is refused in its place', (change, field) => {
  const read = addLicenceSchema.safeParse({ ...form, ...change })
  expect(read.error?.issues[0]?.path.join('.')).toBe(field)
})

test('a licence of one day is a licence', () => {
  expect(addLicenceSchema.safeParse({ ...form, issued_on: '2027-03-04' }).success).toBe(true)
})
