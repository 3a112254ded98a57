import type { z } from 'zod'
import { type Result, resultOf } from '../errors.ts'
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
