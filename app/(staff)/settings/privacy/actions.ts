'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import { formatInstant, now } from '@/lib/dates.ts'
import { kickJobs } from '@/lib/jobs/kick-jobs.ts'
import {
  answerSchema,
  checkSchema,
  noFieldsSchema,
  requestIdSchema,
  requestSchema,
  supportSchema,
} from '@/lib/privacy/request-schema.ts'
import {
  answerRequest,
  checkRequester,
  eraseCustomer,
  findSupportGrant,
  grantSupport,
  recordRequest,
  revokeSupport,
} from '@/lib/privacy/requests.ts'

export const recordRequestAction = formAction(
  'recordRequest',
  'privacy:write',
  requestSchema,
  async ({ db }, input) => {
    const recorded = await recordRequest(db, input)
    if (!recorded.ok) return recorded
    redirect(`/settings/privacy/${recorded.value}`)
  },
)

export const checkRequesterAction = formAction(
  'checkRequester',
  'privacy:write',
  checkSchema,
  async ({ db }, { id, how }) => {
    const checked = await checkRequester(db, id, how)
    if (!checked.ok) return checked
    revalidatePath('/settings/privacy', 'layout')
    return { status: 'done' as const, message: 'Noted.' }
  },
)

export const answerRequestAction = formAction(
  'answerRequest',
  'privacy:write',
  answerSchema,
  async ({ db }, { id, outcome, note }) => {
    const answered = await answerRequest(db, id, outcome, note)
    if (!answered.ok) return answered
    redirect('/settings/privacy')
  },
)

export const eraseCustomerAction = formAction(
  'eraseCustomer',
  'privacy:write',
  requestIdSchema,
  async ({ db }, { id }) => {
    const erased = await eraseCustomer(db, id)
    if (!erased.ok) return erased
    kickJobs('finish_erasure')
    revalidatePath('/', 'layout')
    return {
      status: 'done' as const,
      message:
        erased.value.kept.length === 0 ? 'Everything is deleted.' : 'Deleted, but for what the rules below keep.',
    }
  },
)

export const grantSupportAction = formAction(
  'grantSupport',
  'company:write',
  supportSchema,
  async ({ db, company }, { hours }) => {
    const granted = await grantSupport(db, hours)
    if (!granted.ok) return granted
    const grant = await findSupportGrant(db, now())
    revalidatePath('/settings/privacy')
    return {
      status: 'done' as const,
      message:
        grant === null ? 'Done.' : `Support may look in until ${formatInstant(grant.ends_at, company.time_zone)}.`,
    }
  },
)

export const revokeSupportAction = formAction('revokeSupport', 'company:write', noFieldsSchema, async ({ db }) => {
  const ended = await revokeSupport(db)
  if (!ended.ok) return ended
  revalidatePath('/settings/privacy')
  return { status: 'done' as const, message: 'Support sees nothing any more.' }
})
