import { NextRequest } from 'next/server'
import { beforeAll, expect, test, vi } from 'vitest'
import { proxy } from '../../proxy.ts'

/** What every page says to the browser about itself. ASSURANCE, ASVS 3.4. */

beforeAll(() => {
  vi.stubEnv('APP_ORIGIN', 'https://flowtrack.example')
  vi.stubEnv('SUPABASE_URL', 'http://127.0.0.1:1')
  for (const name of ['SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_SECRET_KEY', 'CRON_SECRET', 'FLOWTRACK_SIGNING_SECRET'])
    vi.stubEnv(name, 'x'.repeat(32))
})

const headersOf = async (headers: Record<string, string> = {}): Promise<Headers> =>
  (await proxy(new NextRequest('https://flowtrack.example/devices', { headers }))).headers

test('the policy names one nonce, new for each page, and lets nobody frame us', async () => {
  const [one, other] = [await headersOf(), await headersOf()]
  const policy = one.get('content-security-policy') ?? ''
  expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic';/)
  expect(policy).not.toContain("'unsafe-eval'")
  for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
    expect(policy).toContain(part)
  expect(other.get('content-security-policy')).not.toBe(policy)
})

test('pages are nobody’s to keep, to sniff or to read in the clear', async () => {
  const headers = await headersOf()
  expect(headers.get('strict-transport-security')).toMatch(/^max-age=(\d{8,});/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('cache-control')).toBe('private, no-store')
})

test('a page that somebody else may have opened is cut off from them', async () => {
  for (const site of ['cross-site', 'same-site', undefined]) {
    const headers = await headersOf(site === undefined ? {} : { 'sec-fetch-site': site })
    expect(headers.get('cross-origin-opener-policy'), site).toBe('same-origin')
  }
  for (const site of ['none', 'same-origin'])
    expect((await headersOf({ 'sec-fetch-site': site })).get('cross-origin-opener-policy'), site).toBeNull()
})
