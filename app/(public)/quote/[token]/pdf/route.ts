import { readQuotePaper } from '@/lib/failures/linked-quote.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { countAttempts } from '@/lib/security/count-attempts.ts'

const HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** The paper of the quote this link leads to. */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const tooMany = await countAttempts(['verify_address', await clientAddress()])
  if (tooMany !== null) return new Response(tooMany.message, { status: 429, headers: HEADERS })
  const paper = await readQuotePaper((await params).token)
  if (paper === null) return new Response('This link is not good any more.', { status: 404, headers: HEADERS })
  if (paper === 'drawing')
    return new Response('The quote is being drawn. Open it again in a moment.', {
      status: 503,
      headers: { ...HEADERS, 'retry-after': '3' },
    })
  return new Response(paper, {
    headers: { ...HEADERS, 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="quote.pdf"' },
  })
}
