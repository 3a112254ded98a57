'use server'

import { redirect, unstable_rethrow } from 'next/navigation'
import { payByCard } from '@/lib/invoices/pay-invoice.ts'
import { logFault } from '@/lib/log.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { countAttempts } from '@/lib/security/count-attempts.ts'
import { supabase } from '@/lib/supabase/server.ts'

/** Leads to the page where the invoice of this link is paid by card; in the sandbox it is paid at once. */
export async function payByCardAction(_previous: { message: string }, data: FormData): Promise<{ message: string }> {
  const given = data.get('token')
  const token = typeof given === 'string' ? given : ''
  try {
    const tooMany = await countAttempts(['verify_address', await clientAddress()])
    if (tooMany !== null) return { message: tooMany.message }
    const begun = await payByCard(await supabase(), token)
    if (!begun.ok) return { message: begun.message }
    redirect(begun.value.url ?? `/pay/${token}?paid=1`)
  } catch (error) {
    unstable_rethrow(error)
    return {
      message: `Nothing was paid, and the fault is ours. Try again, or tell us reference ${logFault('payByCard', error)}.`,
    }
  }
}
