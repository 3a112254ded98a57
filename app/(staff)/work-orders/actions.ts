'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import { addWorkOrder, planVisit, setVisitState, setWorkState } from '@/lib/work-orders/save-work-order.ts'
import { visitSchema, visitStateSchema, workOrderSchema, workStateSchema } from '@/lib/work-orders/schema.ts'

export const addWorkOrderAction = formAction('addWorkOrder', 'work:write', workOrderSchema, async (context, input) => {
  const added = await addWorkOrder(context, input)
  if (!added.ok) return added
  revalidatePath('/work-orders', 'layout')
  redirect(`/work-orders/${input.id}`)
})

export const setWorkStateAction = formAction('setWorkState', 'work:write', workStateSchema, async (context, input) => {
  const saved = await setWorkState(context, input.id, input.state)
  if (!saved.ok) return saved
  revalidatePath('/work-orders', 'layout')
  return { status: 'done' as const }
})

export const planVisitAction = formAction('planVisit', 'work:write', visitSchema, async (context, input) => {
  const planned = await planVisit(context, input)
  if (!planned.ok) return planned
  revalidatePath('/work-orders', 'layout')
  return { status: 'done' as const, message: 'The visit is planned.' }
})

export const setVisitStateAction = formAction(
  'setVisitState',
  'work:write',
  visitStateSchema,
  async (context, input) => {
    const saved = await setVisitState(context, input.id, input.state)
    if (!saved.ok) return saved
    revalidatePath('/work-orders', 'layout')
    return { status: 'done' as const }
  },
)
