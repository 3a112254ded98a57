'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { HOME } from '@/lib/accounts/next-url.ts'
import {
  deleteContactMessage,
  judgeDistrict,
  liftHold,
  openSupport,
  retryParked,
  reviseDistrict,
  setHold,
  settleContactMessage,
} from '@/lib/operator/desk.ts'
import { deskAction } from '@/lib/operator/desk-action.ts'
import {
  companyIdSchema,
  districtSchema,
  eventSchema,
  grantSchema,
  holdSchema,
  judgeSchema,
  messageSchema,
  settleSchema,
} from '@/lib/operator/schema.ts'

export const openSupportAction = deskAction('openSupport', grantSchema, async (db, { company_id, grant_id }) => {
  const opened = await openSupport(db, company_id, grant_id)
  if (!opened.ok) return opened
  revalidatePath('/', 'layout')
  redirect(HOME)
})

export const reviseDistrictAction = deskAction('reviseDistrict', districtSchema, async (db, input) => {
  const revised = await reviseDistrict(db, input)
  if (!revised.ok) return revised
  revalidatePath('/operator/districts', 'layout')
  return { status: 'done' as const, message: 'Saved.' }
})

export const judgeDistrictAction = deskAction('judgeDistrict', judgeSchema, async (db, { id, holds }) => {
  const judged = await judgeDistrict(db, id, holds === 'yes')
  if (!judged.ok) return judged
  revalidatePath('/operator/districts', 'layout')
  return { status: 'done' as const, message: holds === 'yes' ? 'Verified today.' : 'Marked to be checked again.' }
})

export const retryParkedAction = deskAction('retryParked', eventSchema, async (db, { id }) => {
  const tried = await retryParked(db, id)
  if (!tried.ok) return tried
  revalidatePath('/operator/events')
  return { status: 'done' as const, message: 'Taken up.' }
})

export const setHoldAction = deskAction('setHold', holdSchema, async (db, { company, reason }) => {
  const held = await setHold(db, company, reason)
  if (!held.ok) return held
  revalidatePath('/operator/holds')
  return { status: 'done' as const, message: 'The hold stands.' }
})

export const liftHoldAction = deskAction('liftHold', companyIdSchema, async (db, { company_id }) => {
  const lifted = await liftHold(db, company_id)
  if (!lifted.ok) return lifted
  revalidatePath('/operator/holds')
  return { status: 'done' as const, message: 'The hold is lifted.' }
})

export const settleMessageAction = deskAction('settleMessage', settleSchema, async (db, { id, state }) => {
  const settled = await settleContactMessage(db, id, state)
  if (!settled.ok) return settled
  revalidatePath('/operator/messages')
  return settled
})

export const deleteMessageAction = deskAction('deleteMessage', messageSchema, async (db, { id }) => {
  const deleted = await deleteContactMessage(db, id)
  if (!deleted.ok) return deleted
  revalidatePath('/operator/messages')
  return deleted
})
