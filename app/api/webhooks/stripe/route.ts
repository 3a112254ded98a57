import { applyEvent } from '@/lib/billing/apply-event.ts'
import { receiveEvent } from '@/lib/billing/receive-event.ts'
import { webhookSecrets } from '@/lib/billing/billing-mode.ts'
import { env } from '@/lib/env.ts'
import { supabaseAdmin } from '@/lib/supabase/admin.ts'

export const dynamic = 'force-dynamic'
export const maxDuration = 30

/** Where Stripe, or the local billing sandbox, tells what became of a subscription. */
export async function POST(request: Request): Promise<Response> {
  return receiveEvent(request, webhookSecrets(env()), (event) => applyEvent(supabaseAdmin(), event))
}
