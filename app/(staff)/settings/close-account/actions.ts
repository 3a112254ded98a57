'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/lib/action.ts'
import { closeAccount, reopenAccount } from '@/lib/billing/close-account.ts'
import { closeSchema, nothingSchema } from '@/lib/billing/schema.ts'

export const closeAccountAction = formAction(
  'closeAccount',
  'billing:write',
  closeSchema,
  async (context, { name, when }) => {
    const closed = await closeAccount(context, name, when)
    if (!closed.ok) return closed
    revalidatePath('/', 'layout')
    return { status: 'done' as const, message: 'Done.' }
  },
)

export const reopenAccountAction = formAction('reopenAccount', 'billing:write', nothingSchema, async (context) => {
  const reopened = await reopenAccount(context)
  if (!reopened.ok) return reopened
  revalidatePath('/', 'layout')
  return { status: 'done' as const, message: 'The account is open again.' }
})
