import { setTimeout as wait } from 'node:timers/promises'
import 'server-only'
import type { JobKind } from './job-kinds.ts'
import { runJobs } from './run-jobs.ts'

const PATIENCE_MS = 4000

/** A paper as `find` sees it. One that is not drawn yet is drawn first, here or by the server that has begun it. */
export async function findDrawn<T>(find: () => Promise<T>, isUndrawn: (found: T) => boolean, job: JobKind): Promise<T> {
  const until = performance.now() + PATIENCE_MS
  let found = await find()
  while (isUndrawn(found) && performance.now() < until) {
    const attempted = await runJobs({ milliseconds: until - performance.now(), kinds: [job] })
    if (attempted === 0) await wait(200)
    found = await find()
  }
  return found
}
