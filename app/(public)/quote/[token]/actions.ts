'use server'

import { revalidatePath } from 'next/cache'
import { unstable_rethrow } from 'next/navigation'
import { answerQuote } from '@/lib/failures/linked-quote.ts'
import { answerSchema } from '@/lib/failures/save-quote.ts'
import { logFault } from '@/lib/log.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { countAttempts } from '@/lib/security/count-attempts.ts'

export type Answered = { message: string; name: string }

/** The customer's answer to the quote of this link, once. What was typed comes back when it is refused. */
export async function answerQuoteAction(_previous: Answered, data: FormData): Promise<Answered> {
  const typed = data.get('name')
  const name = typeof typed === 'string' ? typed : ''
  try {
    const from = await clientAddress()
    const tooMany = await countAttempts(['verify_address', from])
    if (tooMany !== null) return { message: tooMany.message, name }
    const parsed = answerSchema.safeParse(Object.fromEntries(data))
    if (!parsed.success) return { message: parsed.error.issues[0]?.message ?? 'Type your name.', name }
    const answered = await answerQuote(parsed.data, from)
    if (!answered.ok) return { message: answered.message, name }
    revalidatePath(`/quote/${parsed.data.token}`)
    return { message: '', name }
  } catch (error) {
    unstable_rethrow(error)
    const reference = logFault('answerQuote', error)
    return {
      message: `Your answer was not kept, and the fault is ours. Try again, or tell us reference ${reference}.`,
      name,
    }
  }
}
