import { now } from '@/lib/dates.ts'
import { env } from '@/lib/env.ts'
import { kickJobs } from '@/lib/jobs/kick-jobs.ts'
import { askStripe } from '@/lib/privacy/ask-stripe.ts'
import { retentionDay } from '@/lib/privacy/retention-hour.ts'
import { counted, runRetention } from '@/lib/privacy/run-retention.ts'
import { bearerIs } from '@/lib/security/bearer.ts'

export const dynamic = 'force-dynamic'
export const maxDuration = 300

/** The daily erasure of closed accounts, and of photos whose days are over, for the cron: works once a day, at 4 o'clock in Los Angeles, whenever it is called. */
export async function GET(request: Request): Promise<Response> {
  if (!bearerIs(request.headers.get('authorization'), env().CRON_SECRET)) return new Response(null, { status: 401 })
  const day = retentionDay(now())
  const outcomes = day === null ? null : await runRetention(day, askStripe)
  if (outcomes === null) return Response.json({ ran: false })
  kickJobs('finish_erasure', 'expire_photos', 'reread_stripe', 'send_email', 'find_positions')
  return Response.json({ ran: true, day, ...counted(outcomes) })
}
