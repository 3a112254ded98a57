'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction, type FormState } from '@/lib/action.ts'
import { doneOf, type Refusal } from '@/lib/errors.ts'

/** An owner lets a draft be signed as it stands although licence or gauge was out of date. */
export const allowSigningAction = formAction(
  'allowSigning',
  'tests:override',
  z.object({ record_id: z.uuid(), override_reason: z.string().max(2000) }),
  async (context, { record_id: id, override_reason: reason }): Promise<FormState | Refusal> => {
    const done = doneOf(await context.db.rpc('allow_signing', { p_test_record_id: id, p_reason: reason }))
    if (!done.ok) return done
    revalidatePath(`/test-records/${id}`)
    return { status: 'done', message: 'Signing is allowed.' }
  },
)

/** Throws a draft away; its assembly opens instead. */
export const discardDraftAction = formAction(
  'discardDraft',
  'tests:write',
  z.object({ record_id: z.uuid(), device_id: z.uuid() }),
  async (context, { record_id: id, device_id: device }): Promise<Refusal> => {
    const done = doneOf(await context.db.rpc('discard_draft', { p_test_record_id: id }))
    if (!done.ok) return done
    redirect(`/devices/${device}?done=draft-discarded`)
  },
)
