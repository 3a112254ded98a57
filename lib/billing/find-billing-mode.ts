import 'server-only'
import { env } from '../env.ts'
import { outboxIsOpen } from '../messages/outbox-is-open.ts'
import { billingMode } from './billing-mode.ts'

/** How this request may pay. The sandbox answers to whom the local outbox does: somebody at this machine. */
export async function findBillingMode(): Promise<ReturnType<typeof billingMode>> {
  const mode = billingMode(env())
  return mode === 'sandbox' && !(await outboxIsOpen()) ? 'off' : mode
}
