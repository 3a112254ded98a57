import { env } from '@/lib/env.ts'
import { runJobs } from '@/lib/jobs/run-jobs.ts'
import { bearerIs } from '@/lib/security/bearer.ts'

export const dynamic = 'force-dynamic'
export const maxDuration = 60

/** The one door to the background runner, for the cron: POST with the cron secret. */
export async function POST(request: Request): Promise<Response> {
  if (!bearerIs(request.headers.get('authorization'), env().CRON_SECRET)) return new Response(null, { status: 401 })
  return Response.json({ attempted: await runJobs({ milliseconds: 45_000 }) })
}

/** Vercel's cron calls with GET. */
export const GET = POST
