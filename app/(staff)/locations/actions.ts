'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import { now } from '@/lib/dates.ts'
import { kickJobs } from '@/lib/jobs/kick-jobs.ts'
import { addLocation, correctLocation, deleteLocation, restoreLocation } from '@/lib/locations/save-location.ts'
import { locationIdSchema, locationSchema } from '@/lib/locations/schema.ts'

export const addLocationAction = formAction(
  'addLocation',
  'customers:write',
  locationSchema,
  async (context, input) => {
    const added = await addLocation(context, input)
    if (!added.ok) return added
    kickJobs('find_positions')
    revalidatePath('/locations', 'layout')
    redirect(`/locations/${input.id}`)
  },
)

export const correctLocationAction = formAction(
  'correctLocation',
  'customers:write',
  locationSchema,
  async (context, input) => {
    const corrected = await correctLocation(context, input)
    if (!corrected.ok) return corrected
    kickJobs('find_positions')
    revalidatePath('/locations', 'layout')
    redirect(`/locations/${input.id}`)
  },
)

export const deleteLocationAction = formAction(
  'deleteLocation',
  'customers:write',
  locationIdSchema,
  async (context, { id }) => {
    const deleted = await deleteLocation(context, id, now())
    if (!deleted.ok) return deleted
    revalidatePath('/locations', 'layout')
    return { status: 'done', message: 'The location is deleted.', undo: id }
  },
)

export const restoreLocationAction = formAction(
  'restoreLocation',
  'customers:write',
  locationIdSchema,
  async (context, { id }) => {
    const restored = await restoreLocation(context, id)
    if (!restored.ok) return restored
    revalidatePath('/locations', 'layout')
    return { status: 'done', message: 'The location is back.' }
  },
)
