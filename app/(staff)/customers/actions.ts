'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import { addCustomer, correctCustomer, deleteCustomer, restoreCustomer } from '@/lib/customers/save-customer.ts'
import { customerIdSchema, customerSchema } from '@/lib/customers/schema.ts'
import { now } from '@/lib/dates.ts'
import {
  acceptCorrection,
  declineRequest,
  declineSchema,
  endAccess,
  letIn,
  letInSchema,
  planRequest,
  portalIdSchema,
} from '@/lib/portal/portal-people.ts'

export const addCustomerAction = formAction(
  'addCustomer',
  'customers:write',
  customerSchema,
  async (context, input) => {
    const added = await addCustomer(context, input)
    if (!added.ok) return added
    revalidatePath('/customers', 'layout')
    redirect(`/customers/${input.id}`)
  },
)

export const correctCustomerAction = formAction(
  'correctCustomer',
  'customers:write',
  customerSchema,
  async (context, input) => {
    const corrected = await correctCustomer(context, input)
    if (!corrected.ok) return corrected
    revalidatePath('/customers', 'layout')
    redirect(`/customers/${input.id}`)
  },
)

export const deleteCustomerAction = formAction(
  'deleteCustomer',
  'customers:write',
  customerIdSchema,
  async (context, { id }) => {
    const deleted = await deleteCustomer(context, id, now())
    if (!deleted.ok) return deleted
    revalidatePath('/customers', 'layout')
    return { status: 'done', message: 'The customer is deleted.', undo: id }
  },
)

export const restoreCustomerAction = formAction(
  'restoreCustomer',
  'customers:write',
  customerIdSchema,
  async (context, { id }) => {
    const restored = await restoreCustomer(context, id)
    if (!restored.ok) return restored
    revalidatePath('/customers', 'layout')
    return { status: 'done', message: 'The customer is back.' }
  },
)

export const letInAction = formAction('letIn', 'customers:write', letInSchema, async (context, input) => {
  const invited = await letIn(context, input)
  if (!invited.ok) return invited
  revalidatePath('/customers', 'layout')
  return { status: 'done', message: `The invitation to ${input.email} is on its way.` }
})

export const endAccessAction = formAction('endAccess', 'customers:write', portalIdSchema, async (context, { id }) => {
  const ended = await endAccess(context, id)
  if (!ended.ok) return ended
  revalidatePath('/customers', 'layout')
  return { status: 'done', message: 'The access has ended.' }
})

export const planRequestAction = formAction('planRequest', 'work:write', portalIdSchema, async (context, { id }) => {
  const planned = await planRequest(context, id)
  if (!planned.ok) return planned
  revalidatePath('/customers', 'layout')
  redirect(`/work-orders/${planned.value}`)
})

export const acceptCorrectionAction = formAction(
  'acceptCorrection',
  'customers:write',
  portalIdSchema,
  async (context, { id }) => {
    const accepted = await acceptCorrection(context, id)
    if (!accepted.ok) return accepted
    revalidatePath('/customers', 'layout')
    return { status: 'done', message: 'The correction is taken over.' }
  },
)

export const declineRequestAction = formAction(
  'declineRequest',
  'customers:write',
  declineSchema,
  async (context, { id, answer }) => {
    const declined = await declineRequest(context, id, answer)
    if (!declined.ok) return declined
    revalidatePath('/customers', 'layout')
    return { status: 'done', message: 'The customer reads your answer.' }
  },
)
