'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import { today } from '@/lib/dates.ts'
import { movePin, pinSchema } from '@/lib/positions/move-pin.ts'
import { planSites, sitesSchema } from '@/lib/visits/plan-sites.ts'

/** Plans what is due at the ticked sites, as the filters of the map say, and goes on to the plan. */
export const planSitesAction = formAction('planSites', 'work:write', sitesSchema, async (context, input) => {
  const planned = await planSites(context, input, today(context.company.time_zone))
  if (!planned.ok) return planned
  if (planned.value.planned === 0)
    return {
      status: 'done' as const,
      message:
        planned.value.elsewhere > 0
          ? 'All that is due at these sites is in an open work order already.'
          : 'Nothing is due at these sites. Look further ahead with the tabs.',
    }
  revalidatePath('/work-orders', 'layout')
  revalidatePath('/due')
  revalidatePath('/schedule')
  const { elsewhere } = planned.value
  redirect(`/work-orders/planned/${input.plan_id}${elsewhere > 0 ? `?elsewhere=${elsewhere}` : ''}`)
})

/** Puts the pin of a site where somebody says it is, or back where its address was found. */
export const movePinAction = formAction('movePin', 'customers:write', pinSchema, async (context, input) => {
  const moved = await movePin(context, input)
  if (!moved.ok) return moved
  revalidatePath('/locations', 'layout')
  revalidatePath('/route')
  return {
    status: 'done' as const,
    message: input.latitude === null ? 'The pin is back at its address.' : 'The pin is moved.',
  }
})
