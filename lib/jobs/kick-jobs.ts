import { after } from 'next/server'
import 'server-only'
import type { JobKind } from './job-kinds.ts'
import { runJobs } from './run-jobs.ts'

/** Runs what was just queued as soon as the answer is out; the cron takes up whatever this leaves. */
export function kickJobs(...kinds: JobKind[]): void {
  after(async () => {
    await runJobs({ milliseconds: 20_000, kinds })
  })
}
