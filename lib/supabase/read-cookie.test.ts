import { expect, test } from 'vitest'
import { readCookie } from './read-cookie.ts'

const written = `base64-${Buffer.from('{"name":"Zoë"}').toString('base64url')}`

test('a whole cookie of the session is read', () => {
  expect(readCookie({ name: 'sb-1-auth-token', value: written })).toEqual({
    name: 'sb-1-auth-token',
    value: '{"name":"Zoë"}',
  })
})

test('a part of one, a cookie of somebody else and one that was taken away are left as they are', () => {
  for (const cookie of [
    { name: 'sb-1-auth-token.0', value: written },
    { name: 'look', value: 'folded' },
  ]) {
    expect(readCookie(cookie)).toEqual(cookie)
  }
  expect(readCookie({ name: 'sb-1-auth-token', value: undefined })).toEqual({ name: 'sb-1-auth-token', value: '' })
})
