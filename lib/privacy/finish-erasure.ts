import { z } from 'zod'
import { DatabaseFault, dataOf } from '../errors.ts'
import type { Admin, Job, JobOutcome } from '../jobs/run-jobs.ts'
import { listErasure } from './erasure-list.ts'

const payloadSchema = z.object({ company_id: z.uuid() })
/** Objects removed by one turn of the job. */
const SLICE = 200

/**
 * What follows an erasure's commit: the company goes on the list of erasures, its objects are removed, and with the last of
 * them its certificate becomes final. Killed anywhere it goes on where the queue stands.
 */
export async function finishErasure(admin: Admin, job: Job): Promise<JobOutcome> {
  const payload = payloadSchema.parse(job.payload)
  const companyId = payload.company_id
  await listErasure(admin, companyId)
  const queued = dataOf(await admin.rpc('take_erasure_objects', { p_company_id: companyId, p_limit: SLICE }))
  for (const [keeper, paths] of byKeeper(queued)) {
    const removed = await admin.storage.from(keeper).remove(paths)
    if (removed.error !== null) throw removed.error
    const forgotten = await admin.rpc('forget_erasure_objects', {
      p_company_id: companyId,
      p_keeper: keeper,
      p_paths: paths,
    })
    if (forgotten.error !== null) throw new DatabaseFault(forgotten.error)
  }
  if (queued.length === SLICE) return { again: payload }
  const finished = await admin.rpc('finish_erasure', { p_company_id: companyId })
  if (finished.error !== null) throw new DatabaseFault(finished.error)
  // Not final: what a writer brought at the last moment was queued just now.
  return finished.data === false ? { again: payload } : { done: true }
}

function byKeeper(queued: { keeper: string; path: string }[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { keeper, path } of queued) found.set(keeper, [...(found.get(keeper) ?? []), path])
  return found
}
