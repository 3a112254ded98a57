'use server'

import { z } from 'zod'
import { formAction, type FormState } from '@/lib/action.ts'
import { doneOf } from '@/lib/errors.ts'
import { kickJobs } from '@/lib/jobs/kick-jobs.ts'
import { recordTest, signatureBytes } from '@/lib/test-records/record-test.ts'
import { testEntrySchema } from '@/lib/test-records/schema.ts'

const entrySchema = z.object({
  entry: z
    .string()
    .max(200_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue({ code: 'custom', message: 'The form came broken. Reload the page: your entries are kept.' })
        return z.NEVER
      }
    })
    .pipe(testEntrySchema),
  signature: z.string().max(2_000_000).optional().default(''),
})

/** Saves a draft or signs a test; `id` of the answer is the record's. */
export const recordTestAction = formAction(
  'recordTest',
  'tests:write',
  entrySchema,
  async (context, { entry, signature }): Promise<FormState | Awaited<ReturnType<typeof recordTest>>> => {
    const recorded = await recordTest(context.db, context, entry, signatureBytes(signature))
    if (!recorded.ok) return recorded
    if (recorded.value.signed) kickJobs('render_report', 'conclude_due_dates')
    return { status: 'done', id: recorded.value.id }
  },
)

/** The order a tester reads in, kept with the person. */
export const setFieldOrderAction = formAction(
  'setFieldOrder',
  'tests:write',
  z.object({ order: z.enum(['USC', 'ASSE']) }),
  async (context, { order }) =>
    doneOf(
      await context.db
        .from('people')
        .update({ field_order: order })
        .eq('user_id', context.user_id)
        .select('user_id')
        .single(),
    ),
)
