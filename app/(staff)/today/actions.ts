'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/action.ts'
import { hideFirstRun } from '@/lib/companies/change-company.ts'
import { loadSample, removeSample } from '@/lib/imports/sample-data.ts'
import { kickJobs } from '@/lib/jobs/kick-jobs.ts'

export const hideFirstRunAction = formAction('hideFirstRun', 'company:write', z.object({}), async ({ db, company }) => {
  const hidden = await hideFirstRun(db, company.id)
  if (!hidden.ok) return hidden
  revalidatePath('/today')
  return { status: 'done' as const }
})

export const loadSampleAction = formAction('loadSample', 'imports:write', z.object({}), async ({ db, company }) => {
  const loaded = await loadSample(db, company)
  if (!loaded.ok) return loaded
  kickJobs('conclude_due_dates')
  revalidatePath('/', 'layout')
  return { status: 'done' as const }
})

export const removeSampleAction = formAction('removeSample', 'imports:write', z.object({}), async ({ db }) => {
  const removed = await removeSample(db)
  if (!removed.ok) return removed
  kickJobs('conclude_due_dates')
  revalidatePath('/', 'layout')
  return { status: 'done' as const }
})
