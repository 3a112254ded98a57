// Lets a script that runs beside the app reach the same database: the project of .env, or the embedded stack that is running.
import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT, Stop } from './bootstrap.mjs'

/** Sets what lib/env.ts reads. Refuses with a sentence when neither is there. */
export async function useStack() {
  if (process.env.SUPABASE_URL) return
  const file = join(PROJECT, '.local', 'keys.json')
  const { portsFrom } = await import('../supabase/local/ports.ts')
  const ports = portsFrom(process.env)
  const url = `http://127.0.0.1:${ports.gateway}`
  const answers = await fetch(url).then(
    () => true,
    () => false,
  )
  if (!existsSync(file) || !answers)
    throw new Stop('The embedded stack is not running: start it with npm run demo, or set SUPABASE_URL in .env.')
  const keys = JSON.parse(readFileSync(file, 'utf8'))
  process.env.APP_ORIGIN ??= `http://localhost:${ports.app}`
  process.env.SUPABASE_URL = url
  process.env.SUPABASE_PUBLISHABLE_KEY = keys.publishableKey
  process.env.SUPABASE_SECRET_KEY = keys.secretKey
  process.env.CRON_SECRET = keys.cronSecret
  process.env.FLOWTRACK_SIGNING_SECRET = keys.signingSecret
  process.env.STRIPE_WEBHOOK_SECRET ||= webhookSecret(keys.signingSecret)
  process.env.FLOWTRACK_EMBEDDED = '1'
  process.env.ERASURE_LIST_DIR ??= join(PROJECT, '.local', 'erasures')
}

/** The billing sandbox signs its events with it. Made of the install's own secret, so that installs made before it have one too. */
export function webhookSecret(signingSecret) {
  return `whsec_${createHmac('sha256', signingSecret).update('stripe webhook').digest('base64url')}`
}
