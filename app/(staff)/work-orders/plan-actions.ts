'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import { planVisits, unplanVisits } from '@/lib/visits/plan-visits.ts'
import { planSchema, unplanSchema } from '@/lib/visits/schema.ts'
import { assembliesWords } from '@/lib/visits/words.ts'

/** Plans what is ticked and goes on to the plan, unless all of it was planned before. */
export const planVisitsAction = formAction('planVisits', 'work:write', planSchema, async (context, input) => {
  const planned = await planVisits(context, input.plan_id, input.ids)
  if (!planned.ok) return planned
  if (planned.value.planned === 0)
    return {
      status: 'done' as const,
      message:
        planned.value.elsewhere > 0
          ? 'All of these are in an open work order already.'
          : 'None of these is in service, so nothing is to be tested.',
    }
  changed()
  const { elsewhere } = planned.value
  redirect(`/work-orders/planned/${input.plan_id}${elsewhere > 0 ? `?elsewhere=${elsewhere}` : ''}`)
})

/** Adds assemblies of the same sites to what is planned already. */
export const planMoreAction = formAction('planVisits', 'work:write', planSchema, async (context, input) => {
  const planned = await planVisits(context, input.plan_id, input.ids)
  if (!planned.ok) return planned
  changed()
  return { status: 'done' as const, message: `Added ${assembliesWords(planned.value.planned)}.`, undo: input.plan_id }
})

export const unplanVisitsAction = formAction('unplanVisits', 'work:write', unplanSchema, async (context, input) => {
  const back = await unplanVisits(context, input.plan_id)
  if (!back.ok) return back
  changed()
  return { status: 'done' as const, message: `Taken back: ${assembliesWords(back.value)}.` }
})

function changed() {
  revalidatePath('/work-orders', 'layout')
  revalidatePath('/due')
  revalidatePath('/schedule')
}
