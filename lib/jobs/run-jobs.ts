import { dataOf } from '../errors.ts'
import { logFault } from '../log.ts'
import { supabaseAdmin } from '../supabase/admin.ts'
import type { Json } from '../supabase/database.types.ts'
import { JOB_KINDS, type JobKind } from './job-kinds.ts'

export type Admin = ReturnType<typeof supabaseAdmin>
export type Job = { id: string; companyId: string | null; originator: string | null; payload: Json; attempts: number }
/** What a job says when it stops: done, or the payload to go on with (a slice is behind it, more lie ahead). */
export type JobOutcome = { done: true } | { again: Json }

/** Thrown by a job whose provider is in trouble: what it did is kept, and it goes on after that many seconds at the earliest. */
export class TryLater extends Error {
  readonly seconds: number
  constructor(why: string, seconds = 0) {
    super(why)
    this.name = 'TryLater'
    this.seconds = seconds
  }
}

/**
 * Claims due jobs and does them until none is left or the time is up. Each one holds a lease: a process that dies
 * leaves it to expire, and the next run takes it up again. Returns how many were attempted.
 */
export async function runJobs(options: { milliseconds: number; kinds?: JobKind[] }): Promise<number> {
  const admin = supabaseAdmin()
  const started = performance.now()
  let attempted = 0
  while (performance.now() - started < options.milliseconds) {
    const claimed = dataOf(
      await admin.rpc('claim_jobs', { p_limit: 1, ...(options.kinds ? { p_kinds: options.kinds } : {}) }),
    )
    const row = claimed[0]
    if (row === undefined) break
    attempted += 1
    await runJob(admin, row.kind, {
      id: row.id,
      companyId: row.company_id,
      originator: row.originator,
      payload: row.payload,
      attempts: row.attempts,
    })
  }
  return attempted
}

async function runJob(admin: Admin, kind: string, job: Job): Promise<void> {
  try {
    const work = isJobKind(kind) ? await JOB_KINDS[kind]() : undefined
    if (work === undefined) throw new Error(`unknown kind of job: ${kind}`)
    const outcome = await work(admin, job)
    dataOrNothing(
      await admin.rpc('finish_job', { p_id: job.id, ...('again' in outcome ? { p_again: outcome.again } : {}) }),
    )
  } catch (error) {
    const reference = logFault(`job ${kind}`, error)
    const seconds = error instanceof TryLater ? error.seconds : 0
    dataOrNothing(await admin.rpc('fail_job', { p_id: job.id, p_error: reference, p_not_before_seconds: seconds }))
  }
}

function isJobKind(kind: string): kind is JobKind {
  return Object.hasOwn(JOB_KINDS, kind)
}

function dataOrNothing(answer: { error: { code?: string; message: string } | null }): void {
  if (answer.error !== null) logFault('runJobs', answer.error)
}
