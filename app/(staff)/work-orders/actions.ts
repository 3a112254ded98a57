'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import { addWorkOrder, correctWorkOrder, setWorkState } from '@/lib/work-orders/save-work-order.ts'
import { workFactsSchema, workOrderSchema, workStateSchema } from '@/lib/work-orders/schema.ts'

export const addWorkOrderAction = formAction('addWorkOrder', 'work:write', workOrderSchema, async (context, input) => {
  const added = await addWorkOrder(context, input)
  if (!added.ok) return added
  revalidatePath('/work-orders', 'layout')
  revalidatePath('/schedule')
  redirect(`/work-orders/${input.id}`)
})

export const correctWorkOrderAction = formAction(
  'correctWorkOrder',
  'work:write',
  workFactsSchema,
  async (context, input) => {
    const corrected = await correctWorkOrder(context, input)
    if (!corrected.ok) return corrected
    revalidatePath('/work-orders', 'layout')
    revalidatePath('/schedule')
    redirect(`/work-orders/${input.id}`)
  },
)

export const setWorkStateAction = formAction('setWorkState', 'work:write', workStateSchema, async (context, input) => {
  const saved = await setWorkState(context, input.id, input.state)
  if (!saved.ok) return saved
  revalidatePath('/work-orders', 'layout')
  revalidatePath('/schedule')
  return { status: 'done' as const }
})
