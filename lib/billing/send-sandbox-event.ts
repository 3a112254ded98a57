import { epochSeconds } from '../dates.ts'
import { env } from '../env.ts'
import { signPayload } from './verify-signature.ts'

/** Sends an event to our own webhook, signed as Stripe signs. Throws unless it was taken. */
export async function sendSandboxEvent(event: object): Promise<void> {
  const { APP_ORIGIN, STRIPE_WEBHOOK_SECRET } = env()
  if (STRIPE_WEBHOOK_SECRET === undefined) throw new Error('STRIPE_WEBHOOK_SECRET is not set')
  const body = JSON.stringify(event)
  const answer = await fetch(`${APP_ORIGIN}/api/webhooks/stripe`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'stripe-signature': signPayload(Buffer.from(body), STRIPE_WEBHOOK_SECRET, epochSeconds()),
    },
    body,
    signal: AbortSignal.timeout(20_000),
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new Error(`the webhook answered the sandbox with ${answer.status}`)
}
