import { findContext, findPerson } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { env } from '@/lib/env.ts'
import { refusalSentence } from '@/lib/errors.ts'
import { exportLog } from '@/lib/export/log-export.ts'
import { signingKey } from '@/lib/export/manifest.ts'
import { lastingToken, startExport } from '@/lib/export/start-export.ts'
import { logFault } from '@/lib/log.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { waitAfterAttempt } from '@/lib/security/count-attempts.ts'
import { waitSentence } from '@/lib/security/rate-limit.ts'
import { isSameOrigin } from '@/lib/security/same-origin.ts'

export const dynamic = 'force-dynamic'
export const maxDuration = 300

/**
 * Everything the company has on file, as a ZIP that is made while it is sent (PRODUCT 3); open in grace too. Each call of
 * a member is written into the company's log, refused ones with the reason.
 */
export async function POST(request: Request): Promise<Response> {
  const context = await findContext()
  if (context === null) {
    // A customer of the company has a place in it and no context of its staff.
    const customer = (await findPerson())?.profile
    if (!customer) return refused(401, refusalSentence('not_signed_in'))
    await exportLog(customer.company_id, customer.id)('refused', null, { reason: 'role' })
    return refused(403, refusalSentence('not_allowed'))
  }
  const { company, profile, db } = context
  const log = exportLog(company.id, profile.id)
  try {
    if (!isSameOrigin(request.headers, env().APP_ORIGIN)) {
      await log('refused', null, { reason: 'origin' })
      return refused(403, 'Start the export from the settings of FlowTrack Pro.')
    }
    if (!context.may('export:run')) {
      await log('refused', null, { reason: 'role' })
      return refused(403, refusalSentence('not_allowed'))
    }
    const wait = await waitAfterAttempt('export_address', await clientAddress())
    if (wait > 0) {
      await log('refused', null, { reason: 'limit' })
      return refused(429, waitSentence(wait), { 'retry-after': String(wait) })
    }
    const token = await lastingToken(db)
    if (token === null) return refused(401, refusalSentence('not_signed_in'))
    const { SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: publishableKey, FLOWTRACK_SIGNING_SECRET } = env()
    const archive = await startExport(db, token, {
      url,
      publishableKey,
      key: signingKey(FLOWTRACK_SIGNING_SECRET),
      log,
    })
    return new Response(archive, {
      headers: {
        ...HEADERS,
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="flowtrack-export-${today(company.time_zone)}.zip"`,
        // A proxy that collects the answer first would undo the streaming.
        'x-accel-buffering': 'no',
      },
    })
  } catch (error) {
    const reference = logFault('export', error)
    await log('failed', null, { reason: 'fault', reference }).catch((again: unknown) => logFault('export log', again))
    return refused(
      500,
      `The export could not be started, and the fault is ours. Try again, or tell us reference ${reference}.`,
    )
  }
}

const HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** A sentence, for the page that asked and for a browser that posted the plain form. */
function refused(status: number, sentence = '', headers: Record<string, string> = {}): Response {
  return new Response(`${sentence}\n`, {
    status,
    headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8', ...headers },
  })
}
