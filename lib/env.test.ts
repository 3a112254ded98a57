import { expect, test } from 'vitest'
import { parseEnv } from './env.ts'

const complete = {
  APP_ORIGIN: 'https://flow.example/',
  SUPABASE_URL: 'https://x.supabase.co/',
  SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
  SUPABASE_SECRET_KEY: 'sb_secret_x',
  CRON_SECRET: 'c'.repeat(16),
  FLOWTRACK_SIGNING_SECRET: 's'.repeat(32),
}

test('reads a complete set and leaves optional settings off', () => {
  const found = parseEnv(complete)
  expect(found).toMatchObject({ APP_ORIGIN: 'https://flow.example', SUPABASE_URL: 'https://x.supabase.co' })
  expect(found).toMatchObject({ FLOWTRACK_EMBEDDED: false, SUPABASE_GOOGLE_ENABLED: false, TRUSTED_HOPS: 1 })
  expect(found.RESEND_API_KEY).toBeUndefined()
})

test('a missing or empty variable is a sentence that names it and .env.example, and no value', () => {
  expect(() => parseEnv({ ...complete, SUPABASE_URL: undefined })).toThrow('SUPABASE_URL is not set: see .env.example')
  expect(() => parseEnv({ ...complete, CRON_SECRET: ' ' })).toThrow('CRON_SECRET is not set')
  expect(() => parseEnv({ ...complete, CRON_SECRET: 'short' })).toThrow(
    /^CRON_SECRET has a value of the wrong form: see/,
  )
  expect(() => parseEnv({ ...complete, CRON_SECRET: 'short' })).not.toThrow(/short/)
  expect(() => parseEnv({})).toThrow(/APP_ORIGIN, SUPABASE_URL, .* are not set/)
})

test('payments are set up whole or not at all', () => {
  const prices = { STRIPE_PRICE_MONTHLY: 'price_m', STRIPE_PRICE_YEARLY: 'price_y' }
  const payments = { STRIPE_SECRET_KEY: 'sk_1', STRIPE_WEBHOOK_SECRET: 'whsec_0123456789', ...prices }
  expect(parseEnv({ ...complete, ...payments })).toMatchObject(payments)
  for (const name of ['STRIPE_WEBHOOK_SECRET', 'STRIPE_PRICE_MONTHLY', 'STRIPE_PRICE_YEARLY'])
    expect(() => parseEnv({ ...complete, ...payments, [name]: '' }), name).toThrow('STRIPE_SECRET_KEY needs')
})

test('flags are words, and half a mail setting is refused', () => {
  const flags = parseEnv({ ...complete, FLOWTRACK_EMBEDDED: '1', SUPABASE_GOOGLE_ENABLED: 'true' })
  expect(flags).toMatchObject({ FLOWTRACK_EMBEDDED: true, SUPABASE_GOOGLE_ENABLED: true })
  const mail = { RESEND_API_KEY: 'k', RESEND_FROM: 'a@b.example' }
  expect(parseEnv({ ...complete, ...mail })).toMatchObject(mail)
  expect(() => parseEnv({ ...complete, RESEND_API_KEY: 'k' })).toThrow('belong together')
  expect(() => parseEnv({ ...complete, SUPABASE_URL: 'ftp://x' })).toThrow('SUPABASE_URL has a value of the wrong form')
})
