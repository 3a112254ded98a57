'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/lib/action.ts'
import { markVisit, moveVisit, scheduleVisit, takeOffVisit } from '@/lib/visits/change-visits.ts'
import { markVisitSchema, moveVisitSchema, scheduleVisitSchema, takeOffVisitSchema } from '@/lib/visits/schema.ts'

export const scheduleVisitAction = formAction(
  'scheduleVisit',
  'work:write',
  scheduleVisitSchema,
  async (context, input) => {
    const planned = await scheduleVisit(context, input)
    if (!planned.ok) return planned
    changed()
    return { status: 'done' as const, message: 'The visit is planned.', id: input.id }
  },
)

export const moveVisitAction = formAction('moveVisit', 'work:write', moveVisitSchema, async (context, input) => {
  const moved = await moveVisit(context, input)
  if (!moved.ok) {
    // Whoever was second sees at once where it stands now; what they typed comes back with the refusal.
    if (moved.code === 'visit_changed' || moved.code === 'visit_ended') changed()
    return moved
  }
  changed()
  return { status: 'done' as const, message: 'The visit is moved.', id: String(moved.value) }
})

export const takeOffVisitAction = formAction(
  'takeOffVisit',
  'work:write',
  takeOffVisitSchema,
  async (context, input) => {
    const off = await takeOffVisit(context, input.id, input.version, input.reason)
    changed()
    return off.ok ? { status: 'done' as const, message: 'Taken off the schedule.' } : off
  },
)

export const markVisitAction = formAction('markVisit', 'visits:mark', markVisitSchema, async (context, input) => {
  const marked = await markVisit(context, input)
  if (marked.ok || marked.code === 'visit_changed') changed()
  return marked.ok ? { status: 'done' as const } : marked
})

function changed() {
  revalidatePath('/schedule')
  revalidatePath('/my-day')
  revalidatePath('/work-orders', 'layout')
}
