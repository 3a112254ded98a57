import type { Env } from '../env.ts'
import { isLoopback } from '../messages/is-loopback.ts'

type Settings = Pick<
  Env,
  | 'STRIPE_SECRET_KEY'
  | 'STRIPE_WEBHOOK_SECRET'
  | 'STRIPE_WEBHOOK_SECRET_OLD'
  | 'STRIPE_CONNECT_WEBHOOK_SECRET'
  | 'FLOWTRACK_EMBEDDED'
  | 'APP_ORIGIN'
>

/** The secrets a webhook may be signed with; none: there is no webhook. */
export function webhookSecrets(settings: Settings): string[] {
  if (settings.STRIPE_WEBHOOK_SECRET === undefined) return []
  return [
    settings.STRIPE_WEBHOOK_SECRET,
    settings.STRIPE_WEBHOOK_SECRET_OLD,
    settings.STRIPE_CONNECT_WEBHOOK_SECRET,
  ].filter((secret) => secret !== undefined)
}

/**
 * Stripe where a key is set; a sandbox under the embedded stack served to this machine; otherwise nobody can subscribe,
 * and accounts end with their trial: off is never free.
 */
export function billingMode(settings: Settings): 'stripe' | 'sandbox' | 'off' {
  if (settings.STRIPE_WEBHOOK_SECRET === undefined) return 'off'
  if (settings.STRIPE_SECRET_KEY !== undefined) return 'stripe'
  return settings.FLOWTRACK_EMBEDDED && isLoopback(new URL(settings.APP_ORIGIN).hostname) ? 'sandbox' : 'off'
}
