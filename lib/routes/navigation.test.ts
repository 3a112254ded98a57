import { expect, test } from 'vitest'
import { addressLine, directionsHref } from './navigation.ts'

const DOCK = { line1: '12 Dock & Quay St #4', city: 'Lake Worth', state_code: 'FL', zip: '33401' }

test('the whole address is in the link, encoded, for the maps of each platform', () => {
  expect(addressLine(DOCK)).toBe('12 Dock & Quay St #4, Lake Worth, FL 33401')
  const encoded = '12%20Dock%20%26%20Quay%20St%20%234%2C%20Lake%20Worth%2C%20FL%2033401'
  expect(directionsHref(DOCK, 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0)')).toBe(
    `https://maps.apple.com/?daddr=${encoded}&dirflg=d`,
  )
  expect(directionsHref(DOCK, 'Mozilla/5.0 (Linux; Android 16; Pixel 9)')).toBe(`geo:0,0?q=${encoded}`)
  expect(directionsHref(DOCK, 'Mozilla/5.0 (Windows NT 10.0)')).toBe(
    `https://www.google.com/maps/dir/?api=1&destination=${encoded}`,
  )
})

test('what is missing leaves no gap', () => {
  expect(addressLine({ line1: '1 Pier', city: null, state_code: null, zip: null })).toBe('1 Pier')
  expect(addressLine({ line1: '1 Pier', city: 'Stuart', state_code: null, zip: '34994' })).toBe('1 Pier, Stuart, 34994')
})
