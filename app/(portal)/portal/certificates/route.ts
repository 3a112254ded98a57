import { today } from '@/lib/dates.ts'
import { isUuid } from '@/lib/lists/list-definition.ts'
import { packCertificates } from '@/lib/portal/certificates.ts'
import { requirePortal } from '@/lib/portal/portal-context.ts'
import { RATE_LIMITS } from '@/lib/security/rate-limit.ts'
import { countAttempts } from '@/lib/security/count-attempts.ts'

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'private, no-store' }

/** The latest report of every assembly as one ZIP, or of one site; ten times an hour. */
export async function GET(request: Request): Promise<Response> {
  const { db, email, company } = await requirePortal()
  const tooMany = await countAttempts(['portal_archive', email])
  if (tooMany !== null)
    return new Response(tooMany.message, {
      status: 429,
      headers: { ...PLAIN, 'retry-after': String(RATE_LIMITS.portal_archive.windowSeconds) },
    })
  const site = new URL(request.url).searchParams.get('site')
  const packed = await packCertificates(db, isUuid(site ?? '') ? site : null)
  if (!packed.ok) return new Response(packed.message, { status: 404, headers: PLAIN })
  return new Response(packed.value, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="backflow-reports-${today(company.time_zone)}.zip"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
