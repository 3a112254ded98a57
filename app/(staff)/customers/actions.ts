'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import { addCustomer, correctCustomer, deleteCustomer, restoreCustomer } from '@/lib/customers/save-customer.ts'
import { customerIdSchema, customerSchema } from '@/lib/customers/schema.ts'
import { now } from '@/lib/dates.ts'

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
