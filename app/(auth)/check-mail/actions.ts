'use server'

import { publicAction } from '@/lib/accounts/public-action.ts'
import { emailSchema } from '@/lib/accounts/schema.ts'
import { resendConfirmation } from '@/lib/accounts/send-link.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { supabase } from '@/lib/supabase/server.ts'

export const resendAction = publicAction('resendConfirmation', emailSchema, async ({ email }) => {
  const result = await resendConfirmation(await supabase(), email, '/today', await clientAddress())
  if (!result.ok) return result
  return { status: 'done', message: 'If this address is waiting to be confirmed, a new mail is on its way.' }
})
