'use server'

import { revalidatePath } from 'next/cache'
import { changeEmail, changeFieldOrder, changePassword, correctProfile } from '@/lib/accounts/change-own.ts'
import { changeEmailSchema, changePasswordSchema } from '@/lib/accounts/schema.ts'
import { formAction } from '@/lib/action.ts'
import { fieldOrderSchema, profileSchema } from '@/lib/companies/schema.ts'

export const correctProfileAction = formAction(
  'correctProfile',
  'company:read',
  profileSchema,
  async ({ db }, input) => {
    const saved = await correctProfile(db, input)
    if (!saved.ok) return saved
    revalidatePath('/', 'layout')
    return { status: 'done' as const, message: 'Saved.' }
  },
)

export const changeFieldOrderAction = formAction(
  'changeFieldOrder',
  'company:read',
  fieldOrderSchema,
  async ({ db, user_id }, input) => {
    const saved = await changeFieldOrder(db, user_id, input.field_order)
    if (!saved.ok) return saved
    return { status: 'done' as const, message: 'Saved. The next test form follows it.' }
  },
)

export const changePasswordAction = formAction(
  'changePassword',
  'company:read',
  changePasswordSchema,
  async ({ db, email }, input) => {
    const saved = await changePassword(db, { email, current: input.current_password, password: input.password })
    if (!saved.ok) return saved
    return {
      status: 'done' as const,
      message: 'The new password counts from now on; every other device is signed out.',
    }
  },
)

export const changeEmailAction = formAction(
  'changeEmail',
  'company:read',
  changeEmailSchema,
  async ({ db, email }, input) => {
    const saved = await changeEmail(db, { email, current: input.email_password, next: input.email })
    if (!saved.ok) return saved
    return {
      status: 'done' as const,
      message: `We sent a mail to ${input.email}. The address changes when its link is opened.`,
    }
  },
)
