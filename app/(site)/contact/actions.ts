'use server'

import { publicAction } from '@/lib/accounts/public-action.ts'
import { contactSchema } from '@/lib/contact/schema.ts'
import { sendMessage } from '@/lib/contact/send-message.ts'
import { clientAddress } from '@/lib/security/client-address.ts'

export const sendMessageAction = publicAction('sendMessage', contactSchema, async (input) => {
  const sent = await sendMessage(input, await clientAddress())
  if (!sent.ok) return sent
  return { status: 'done' as const, message: 'Your message is with us. The answer comes by email.' }
})
