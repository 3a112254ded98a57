import { createHash } from 'node:crypto'
import 'server-only'
import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { findDrawn } from '../jobs/find-drawn.ts'
import { clientAddress } from '../security/client-address.ts'
import { countAttempts } from '../security/count-attempts.ts'
import { supabaseAdmin } from '../supabase/admin.ts'
import { BUCKET } from './store-file.ts'

const PAPERS = {
  quote: { find: 'linked_quote_paper', job: 'render_quote' },
  invoice: { find: 'linked_invoice_paper', job: 'render_invoice' },
} as const
const HEADERS = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }
/** Without a path it is not drawn yet. */
const paperSchema = z.object({ path: z.string().nullable(), sha256: z.string().nullable() })

/** The stored PDF of the quote or invoice a mailed link leads to, signed out; drawn first where it is not yet. */
export async function answerLinkedPaper(kind: keyof typeof PAPERS, token: string): Promise<Response> {
  const tooMany = await countAttempts(['verify_address', await clientAddress()])
  if (tooMany !== null) return new Response(tooMany.message, { status: 429, headers: HEADERS })
  const paper = await findDrawn(
    () => findPaper(kind, token),
    (found) => found?.path === null,
    PAPERS[kind].job,
  )
  if (paper === null) return new Response('This link is not good any more.', { status: 404, headers: HEADERS })
  if (paper.path === null)
    return new Response(`The ${kind} is being drawn. Open it again in a moment.`, {
      status: 503,
      headers: { ...HEADERS, 'retry-after': '3' },
    })
  return new Response(await readPaper(paper.path, paper.sha256), {
    headers: {
      ...HEADERS,
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${kind}.pdf"`,
    },
  })
}

async function findPaper(kind: keyof typeof PAPERS, token: string) {
  const answer = await supabaseAdmin().rpc(PAPERS[kind].find, { p_token: token })
  if (answer.error === null && answer.data === null) return null
  return paperSchema.parse(dataOf(answer))
}

async function readPaper(path: string, sha256: string | null): Promise<Uint8Array<ArrayBuffer>> {
  const { data, error } = await supabaseAdmin().storage.from(BUCKET).download(path)
  if (error !== null) throw error
  const bytes = new Uint8Array(await data.arrayBuffer())
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new Error('the stored paper is not the one that was drawn')
  return bytes
}
