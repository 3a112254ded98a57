import { createHash } from 'node:crypto'
import { z } from 'zod'
import { dataOf, type Result, resultOf } from '../errors.ts'
import { BUCKET } from '../files/store-file.ts'
import { runJobs } from '../jobs/run-jobs.ts'
import { supabaseAdmin } from '../supabase/admin.ts'
import type { answerSchema } from './save-quote.ts'

/** The customer's answer by the link, once. `from` is the address it came from as our server saw it: nobody else may say that. */
export async function answerQuote(
  { token, answer, name }: z.infer<typeof answerSchema>,
  from: string,
): Promise<Result<string>> {
  return resultOf(
    await supabaseAdmin().rpc('answer_quote', {
      p_token: token,
      p_approve: answer === 'approve',
      p_name: name,
      p_from: from,
    }),
  )
}

const paperSchema = z.object({ path: z.string().nullable(), sha256: z.string().nullable() })

async function findPaper(token: string) {
  const answer = await supabaseAdmin().rpc('linked_quote_paper', { p_token: token })
  if (answer.error === null && answer.data === null) return null
  return paperSchema.parse(dataOf(answer))
}

/** The stored paper of the quote a link leads to, drawn first where it is not yet; null when the link is not good, 'drawing' meanwhile. */
export async function readQuotePaper(token: string): Promise<Uint8Array<ArrayBuffer> | 'drawing' | null> {
  let paper = await findPaper(token)
  if (paper?.path === null) {
    await runJobs({ milliseconds: 4000, kinds: ['render_quote'] })
    paper = await findPaper(token)
  }
  if (paper === null) return null
  if (paper.path === null) return 'drawing'
  const { data, error } = await supabaseAdmin().storage.from(BUCKET).download(paper.path)
  if (error !== null) throw error
  const bytes = new Uint8Array(await data.arrayBuffer())
  if (createHash('sha256').update(bytes).digest('hex') !== paper.sha256)
    throw new Error('the stored quote is not the one that was drawn')
  return bytes
}
