import type { Admin, Job, JobOutcome } from '../jobs/run-jobs.ts'

export async function stageImport(_admin: Admin, _job: Job): Promise<JobOutcome> {
  throw new Error('not written yet')
}
