import { z } from 'zod'
import { dataOf } from '../errors.ts'
import type { Admin, Job, JobOutcome } from '../jobs/run-jobs.ts'
import { removeCopies } from '../privacy/remove-copies.ts'

const payloadSchema = z.object({ company_id: z.uuid() })
/** Photos taken off by one turn of the job. */
const SLICE = 200

/**
 * Deletes photos of visits whose days are over: the rows with their entry in the queue, then the objects. Killed in between
 * it goes on where the queue stands; whatever is left over is taken up by the next day's job.
 */
export async function expirePhotos(admin: Admin, job: Job): Promise<JobOutcome> {
  const payload = payloadSchema.parse(job.payload)
  const expired = dataOf(await admin.rpc('expire_photos', { p_company_id: payload.company_id, p_limit: SLICE }))
  const more = await removeCopies(admin, payload.company_id)
  return expired === SLICE || more ? { again: payload } : { done: true }
}
