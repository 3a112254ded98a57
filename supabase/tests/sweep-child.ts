/**
 * A process of its own that sweeps as `npm run sweep` does and does the jobs that follow, until it is killed or nothing is
 * left to do. Reads lib/env.ts's variables; says `begun` when it starts. Arguments: the clock.
 */
import { anonymize } from '../../lib/privacy/anonymize.ts'
import { askStripe } from '../../lib/privacy/ask-stripe.ts'
import { runJobs } from '../../lib/jobs/run-jobs.ts'
import { supabaseAdmin } from '../../lib/supabase/admin.ts'

const now = process.argv[2] ?? ''
process.stdout.write('begun\n')
const outcomes = await anonymize({ admin: supabaseAdmin(), now, askStripe })
for (const outcome of outcomes) process.stdout.write(`${JSON.stringify(outcome)}\n`)
await runJobs({ milliseconds: 600_000, kinds: ['finish_erasure'] })
process.stdout.write('done\n')
