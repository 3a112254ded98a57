import { expect, test } from 'vitest'
import { isSameOrigin } from './same-origin.ts'

const OURS = 'https://flowtrack.example'
const from = (headers: Record<string, string>): boolean => isSameOrigin(new Headers(headers), OURS)

test('only a page of ours may send', () => {
  expect(from({ 'sec-fetch-site': 'same-origin', origin: OURS })).toBe(true)
  expect(from({ 'sec-fetch-site': 'cross-site', origin: OURS })).toBe(false)
  expect(from({ 'sec-fetch-site': 'same-site' })).toBe(false)
  expect(from({ 'sec-fetch-site': 'none' })).toBe(false)
})

test('without the header the origin decides; no browser at all is let through', () => {
  expect(from({ origin: OURS })).toBe(true)
  expect(from({ origin: 'https://elsewhere.example' })).toBe(false)
  expect(from({ origin: 'null' })).toBe(false)
  expect(from({})).toBe(true)
})
