'use server'

import { publicAction } from '@/lib/accounts/public-action.ts'
import { emailSchema } from '@/lib/accounts/schema.ts'
import { sendRecoveryLink } from '@/lib/accounts/send-link.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { supabase } from '@/lib/supabase/server.ts'

export const sendRecoveryAction = publicAction('sendRecoveryLink', emailSchema, async ({ email }) => {
  const result = await sendRecoveryLink(await supabase(), email, await clientAddress())
  if (!result.ok) return result
  return {
    status: 'done',
    message: 'If this address has an account, a mail with a link is on its way. The link works once, for 15 minutes.',
  }
})
