import { expect, test } from 'vitest'
import { canonical, isSignedWith, type Manifest, signingKey, signManifest } from './manifest.ts'

const KEY = signingKey('a secret of at least thirty-two characters')
const MANIFEST: Manifest = {
  schema_version: 1,
  company_id: 'c',
  export_id: 'e',
  read_from: '2027-03-04T10:00:00Z',
  read_until: '2027-03-04T10:00:05Z',
  tables: [{ name: 'customers', columns: ['id', 'name'], rows: 2, rows_in_database: 2, exact: true }],
  files: [{ path: 'json/customers.json', bytes: 10, sha256: 'ab', rows: 2 }],
  left_out: [{ table: 'profiles', columns: ['user_id'], why: 'a sign-in is not handed over' }],
}

test('what was signed is known again, whatever order its keys arrive in', () => {
  const signed = signManifest(MANIFEST, KEY)
  expect(isSignedWith(signed, KEY)).toBe(true)
  const turned = Object.fromEntries(Object.entries(signed).toReversed())
  expect(isSignedWith(JSON.parse(JSON.stringify({ ...signed, ...turned })), KEY)).toBe(true)
})

test('any change and any other key spoil the signature', () => {
  const signed = signManifest(MANIFEST, KEY)
  const other = signingKey('another secret of at least thirty-two letters')
  expect(isSignedWith(signed, other)).toBe(false)
  expect(isSignedWith({ ...signed, company_id: 'd' }, KEY)).toBe(false)
  expect(isSignedWith({ ...signed, tables: [] }, KEY)).toBe(false)
  expect(isSignedWith({ ...signed, signature: { ...signed.signature, value: '' } }, KEY)).toBe(false)
  expect(isSignedWith({ ...signed, signature: { ...signed.signature, key_id: 'x' } }, KEY)).toBe(false)
})

test('neither the key nor the secret stands in the manifest', () => {
  const text = JSON.stringify(signManifest(MANIFEST, KEY))
  expect(text).not.toContain(KEY.toString('hex'))
  expect(text).not.toContain(KEY.toString('base64url'))
})

test('one text for one meaning', () => {
  expect(canonical({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}')
})
