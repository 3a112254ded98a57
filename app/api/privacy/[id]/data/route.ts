import { findContext } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { env } from '@/lib/env.ts'
import { refusalSentence } from '@/lib/errors.ts'
import { dataPage } from '@/lib/privacy/data-page.ts'
import { customerData } from '@/lib/privacy/requests.ts'
import { isSameOrigin } from '@/lib/security/same-origin.ts'

export const dynamic = 'force-dynamic'

/** One customer's data for the person who asked (PRODUCT 7): `as=json` for another system, else a page to read. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const context = await findContext()
  if (context === null) return refused(401, refusalSentence('not_signed_in'))
  if (!isSameOrigin(request.headers, env().APP_ORIGIN) || !context.may('privacy:write'))
    return refused(403, refusalSentence('not_allowed'))
  const as = (await request.formData()).get('as')
  const found = await customerData(context.db, (await params).id)
  if (!found.ok) return refused(found.code === 'not_found' ? 404 : 409, found.message)
  const name = `customer-data-${today(context.company.time_zone)}`
  return as === 'json'
    ? file(JSON.stringify(found.value, null, 2), 'application/json', `${name}.json`)
    : file(dataPage(found.value, context.company.name), 'text/html', `${name}.html`)
}

const HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

const file = (text: string, type: string, name: string): Response =>
  new Response(text, {
    headers: {
      ...HEADERS,
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
    },
  })

const refused = (status: number, sentence = ''): Response =>
  new Response(`${sentence}\n`, { status, headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' } })
