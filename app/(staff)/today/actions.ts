'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/action.ts'
import { hideFirstRun } from '@/lib/companies/change-company.ts'

export const hideFirstRunAction = formAction('hideFirstRun', 'company:write', z.object({}), async ({ db, company }) => {
  const hidden = await hideFirstRun(db, company.id)
  if (!hidden.ok) return hidden
  revalidatePath('/today')
  return { status: 'done' as const }
})
