'use server'

import { revalidatePath } from 'next/cache'
import { formAction } from '@/lib/action.ts'
import { applyRoute } from '@/lib/routes/apply-route.ts'
import { moveWords, routeSchema } from '@/lib/routes/schema.ts'

/** Gives the visits of a day the times of the order that was shown; somebody else's change meanwhile stops all of it. */
export const applyRouteAction = formAction('applyRoute', 'work:write', routeSchema, async (context, input) => {
  const applied = await applyRoute(context, input.day, input.move)
  if (applied.ok || applied.code === 'visit_changed' || applied.code === 'visit_ended') {
    revalidatePath('/route')
    revalidatePath('/schedule')
    revalidatePath('/my-day')
    revalidatePath('/work-orders', 'layout')
  }
  if (!applied.ok) return applied
  const count = applied.value.length
  return {
    status: 'done' as const,
    message: count === 1 ? '1 visit has its new time.' : `${count} visits have their new times.`,
    undo: applied.value.map(moveWords).join(','),
  }
})
