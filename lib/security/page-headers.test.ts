import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { proxy } from '../../proxy.ts'

/** What every page says to the browser about itself. ASSURANCE, ASVS 3.4. */

/** Who renews tokens: answers with this status. */
let renewal = 200
let renewals: Server

beforeAll(async () => {
  renewals = createServer((_, answer) => {
    answer.writeHead(renewal, { 'content-type': 'application/json' })
    answer.end('{"code":"refused","msg":"refused"}')
  })
  await new Promise<void>((done) => renewals.listen(0, '127.0.0.1', done))
  vi.stubEnv('APP_ORIGIN', 'https://flowtrack.example')
  vi.stubEnv('SUPABASE_URL', `http://127.0.0.1:${(renewals.address() as AddressInfo).port}`)
  for (const name of ['SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_SECRET_KEY', 'CRON_SECRET', 'FLOWTRACK_SIGNING_SECRET'])
    vi.stubEnv(name, 'x'.repeat(32))
})

afterAll(() => renewals.close())

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

const NAME = 'sb-127-auth-token'
/** A page asked for with an access token that ran out an hour ago. */
const askedLate = (): Promise<Response> => {
  const session = {
    access_token: 'e30.e30.x',
    refresh_token: 'x'.repeat(12),
    token_type: 'bearer',
    expires_in: 3600,
    expires_at: Math.floor(Date.now() / 1000) - 3600,
    user: { id: 'one' },
  }
  const cookie = `${NAME}=base64-${Buffer.from(JSON.stringify(session)).toString('base64url')}`
  return proxy(new NextRequest('https://flowtrack.example/devices', { headers: { cookie } }))
}

test('whoever cannot be renewed because too many ask is told so, and stays signed in', async () => {
  renewal = 429
  const answer = await askedLate()
  expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('set-cookie')]).toEqual([
    503,
    '60',
    null,
  ])
  expect(answer.headers.get('content-security-policy')).toContain('nonce-')
  expect(await answer.text()).toContain('You are still signed in')
})

test('whoever was signed out elsewhere is signed out here too', async () => {
  renewal = 400
  const answer = await askedLate()
  expect(answer.status).toBe(200)
  expect(answer.headers.get('set-cookie')).toMatch(new RegExp(`${NAME}=;.*Max-Age=0`))
})
