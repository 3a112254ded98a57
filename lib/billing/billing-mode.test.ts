import { expect, test, vi } from 'vitest'
import { billingMode, webhookSecrets } from './billing-mode.ts'
import { endSubscriptions, manage, resumeSubscriptions, stepSandbox, subscribe } from './change-subscription.ts'
import { moveClock } from './move-clock.ts'
import { runNight } from './run-night.ts'
import { sendSandboxEvent } from './send-sandbox-event.ts'

vi.mock('server-only', () => ({}))
vi.mock('./find-billing-mode.ts', () => ({ findBillingMode: async () => 'off' }))
vi.mock('./send-sandbox-event.ts', () => ({ sendSandboxEvent: vi.fn() }))
vi.mock('./queries.ts', async (original) => ({
  ...(await original<object>()),
  getBilling: async () => ({ customer: 'cus_1', subscriptions: [{ id: 'sub_1', status: 'active' }] }),
}))

const none = {
  STRIPE_SECRET_KEY: undefined,
  STRIPE_WEBHOOK_SECRET: undefined,
  STRIPE_WEBHOOK_SECRET_OLD: undefined,
  FLOWTRACK_EMBEDDED: false,
  APP_ORIGIN: 'https://flow.example',
}
const secret = { STRIPE_WEBHOOK_SECRET: 'whsec_0123456789' }

test('in production without keys payments are off, and so is the webhook', () => {
  expect(billingMode(none)).toBe('off')
  expect(webhookSecrets(none)).toEqual([])
  expect(webhookSecrets({ ...none, STRIPE_WEBHOOK_SECRET_OLD: 'whsec_old' })).toEqual([])
  expect(billingMode({ ...none, ...secret })).toBe('off')
  // A copied setting does not open the sandbox to the world.
  expect(billingMode({ ...none, ...secret, FLOWTRACK_EMBEDDED: true })).toBe('off')
  expect(billingMode({ ...none, ...secret, APP_ORIGIN: 'http://localhost:3000' })).toBe('off')
})

test('off is not free: no verb does anything but refuse, and no clock moves', async () => {
  const who = { db: {}, company: { id: 'c' } } as Parameters<typeof subscribe>[0]
  for (const attempt of [
    subscribe(who, 'month'),
    manage(who),
    endSubscriptions(who, 'now'),
    resumeSubscriptions(who),
    stepSandbox(who, 'pay'),
  ])
    expect(await attempt).toMatchObject({ ok: false, code: 'billing_off' })
  const fetched = vi.spyOn(globalThis, 'fetch')
  expect(await moveClock(who, '2027-03-05T12:00:00Z')).toMatchObject({ ok: false, code: 'clock_is_real' })
  expect(await runNight('c')).toMatchObject({ ok: false, code: 'clock_is_real' })
  expect(fetched).not.toHaveBeenCalled()
  expect(sendSandboxEvent).not.toHaveBeenCalled()
})

test('the sandbox is for the embedded stack on this machine, and a key of Stripe’s comes first', () => {
  const local = { ...none, ...secret, FLOWTRACK_EMBEDDED: true, APP_ORIGIN: 'http://localhost:3000' }
  expect(billingMode(local)).toBe('sandbox')
  expect(billingMode({ ...local, STRIPE_WEBHOOK_SECRET: undefined })).toBe('off')
  expect(billingMode({ ...local, STRIPE_SECRET_KEY: 'sk_1' })).toBe('stripe')
  expect(webhookSecrets({ ...local, STRIPE_WEBHOOK_SECRET_OLD: 'whsec_old' })).toEqual([
    'whsec_0123456789',
    'whsec_old',
  ])
})
