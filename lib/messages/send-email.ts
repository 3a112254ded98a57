import { env } from '../env.ts'
import { dataOf, doneOf } from '../errors.ts'
import type { Admin, Job, JobOutcome } from '../jobs/run-jobs.ts'
import { emailProvider } from '../providers/email.ts'
import { renderMessage } from './templates.ts'
import { z } from 'zod'

const payloadSchema = z.object({ outbox_id: z.uuid() })

/** Sends one message of the outbox. Repeating it is harmless: a sent one is skipped, and the provider knows its id. */
export async function sendEmail(admin: Admin, job: Job): Promise<JobOutcome> {
  const { outbox_id } = payloadSchema.parse(job.payload)
  const row = dataOf(await admin.rpc('take_outbox', { p_id: outbox_id }))[0]
  if (row === undefined || row.sent_at !== null) return { done: true }
  const provider = emailProvider()
  const providerId = await provider.send({
    id: outbox_id,
    to: row.recipient,
    message: renderMessage(row.kind, row.data, env().APP_ORIGIN),
  })
  doneOf(await admin.rpc('mark_sent', { p_id: outbox_id, p_provider_id: providerId, p_wipe: !provider.keepsContent }))
  return { done: true }
}
