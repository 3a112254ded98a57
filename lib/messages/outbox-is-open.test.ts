import { beforeEach, expect, test, vi } from 'vitest'
import ErasedPage from '@/app/erased/[id]/page.tsx'
import OutboxPage from '@/app/outbox/page.tsx'
import { findBillingMode } from '../billing/find-billing-mode.ts'
import { outboxIsOpen } from './outbox-is-open.ts'

const asked = vi.hoisted(() => ({ headers: {}, env: {} as Record<string, unknown> }))
vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({ headers: async () => new Headers(asked.headers) }))
vi.mock('../env.ts', () => ({ env: () => asked.env }))

const HERE = { host: 'localhost:3000', 'x-forwarded-for': '127.0.0.1' }
const EMBEDDED = {
  FLOWTRACK_EMBEDDED: true,
  APP_ORIGIN: 'http://localhost:3000',
  TRUSTED_HOPS: 1,
  STRIPE_WEBHOOK_SECRET: 'whsec_0123456789',
}
beforeEach(() => Object.assign(asked, { headers: HERE, env: EMBEDDED }))

test('outbox, sandbox and clock are there for somebody at this machine', async () => {
  expect(await outboxIsOpen()).toBe(true)
  expect(await findBillingMode()).toBe('sandbox')
})

test.each([
  ['in production, whatever its origin', { env: { ...EMBEDDED, FLOWTRACK_EMBEDDED: false } }],
  ['under another name than this machine’s', { env: { ...EMBEDDED, APP_ORIGIN: 'https://flow.example' } }],
  ['asked for by another name', { headers: { ...HERE, host: 'flow.example' } }],
  ['passed on for another name', { headers: { ...HERE, 'x-forwarded-host': 'flow.example' } }],
  ['asked for from another machine', { headers: { ...HERE, 'x-forwarded-for': '203.0.113.7' } }],
])('%s they are not: no sandbox, no clock, and the pages are not found', async (_name, change) => {
  Object.assign(asked, change)
  for (const mode of ['production', 'development', 'test']) {
    vi.stubEnv('NODE_ENV', mode)
    expect(await outboxIsOpen()).toBe(false)
    expect(await findBillingMode()).toBe('off')
    await expect(OutboxPage()).rejects.toThrow('404')
    const params = Promise.resolve({ id: 'a3bb189e-8bf9-4c77-9a53-1f1d6a1d5c11' })
    await expect(ErasedPage({ params })).rejects.toThrow('404')
  }
  vi.unstubAllEnvs()
})
