import { z } from 'zod'
import { DatabaseFault } from '../errors.ts'
import type { Admin, Job, JobOutcome } from '../jobs/run-jobs.ts'
import { removeCopies } from './remove-copies.ts'

const payloadSchema = z.object({ company_id: z.uuid() })

/**
 * What follows an erasure's commit: the company goes on the list of erasures, its files and the copies of providers are
 * removed, and with the last of them its certificate becomes final. Killed anywhere it goes on where the queue stands.
 */
export async function finishErasure(admin: Admin, job: Job): Promise<JobOutcome> {
  const payload = payloadSchema.parse(job.payload)
  if (await removeCopies(admin, payload.company_id)) return { again: payload }
  const finished = await admin.rpc('finish_erasure', { p_company_id: payload.company_id })
  if (finished.error !== null) throw new DatabaseFault(finished.error)
  // Not final: what a writer brought at the last moment was queued just now.
  return finished.data === false ? { again: payload } : { done: true }
}
