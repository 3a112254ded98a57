'use server'

import { z } from 'zod'
import { formAction } from '@/lib/action.ts'
import { checkChain } from '@/lib/audit/check-chain.ts'

export const checkChainAction = formAction('checkChain', 'audit:read', z.object({}), async ({ db }) => {
  const whole = await checkChain(db)
  if (!whole.ok) return whole
  return { status: 'done' as const, message: whole.value ? 'whole' : 'broken' }
})
