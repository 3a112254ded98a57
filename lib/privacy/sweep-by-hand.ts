import { now } from '../dates.ts'
import { dataOf } from '../errors.ts'
import { type Admin, runJobs } from '../jobs/run-jobs.ts'
import { supabaseAdmin } from '../supabase/admin.ts'
import { anonymize, type AskStripe, type Outcome } from './anonymize.ts'
import { erasureFlaws } from './erasure-flaws.ts'
import { erasureFacts, readErasureList } from './erasure-list.ts'
import { reapplyErasures } from './reapply-erasures.ts'
import { listedErasureSchema } from './schema.ts'

type Tell = (line: string) => void

/** `npm run sweep -- --dry-run`: who would be erased, how many rows, and what stands in the way. Writes nothing. */
export async function drySweep(askStripe: AskStripe, tell: Tell): Promise<number> {
  const admin = supabaseAdmin()
  const due = dataOf(await admin.rpc('companies_to_erase', { p_now: now() }))
  for (const { company_id: id, clock_started_at: clock, held } of due) {
    const stripe = await askStripe(admin, id)
    const rows = Object.values((await erasureFacts(admin, id)).left).reduce((sum, count) => sum + count, 0)
    const stands = held ? `a legal hold: ${held}` : stripe === 'ended' ? null : `Stripe: ${stripe}`
    tell(`${id}  closed ${clock}  ${rows} rows  ${stands === null ? 'would be erased' : `stays, ${stands}`}`)
  }
  tell(`${due.length} ${due.length === 1 ? 'company' : 'companies'} past grace. Nothing was written.`)
  return 0
}

/** `npm run sweep`: what the daily run does, now. */
export async function sweep(askStripe: AskStripe, tell: Tell): Promise<number> {
  const admin = supabaseAdmin()
  return conclude(await anonymize({ admin, now: now(), askStripe }), tell)
}

/** `npm run sweep -- --reapply [file]`: erases again whoever is on the list, after a backup was restored. */
export async function reapply(saved: string | null, askStripe: AskStripe, tell: Tell): Promise<number> {
  const admin = supabaseAdmin()
  const list = saved === null ? await readErasureList() : linesOf(saved)
  if (list === null) {
    tell(NO_FOLDER)
    return 1
  }
  tell(`${list.length} on the list of erasures.`)
  return conclude(await reapplyErasures({ admin, now: now(), askStripe }, list), tell)
}

const NO_FOLDER =
  'The list is not in a folder: save its lines from the mailbox or the log in a file, and name the file.'

/** `npm run sweep -- --list`: the list of erasures, a line each. */
export async function printErasureList(tell: Tell): Promise<number> {
  const list = await readErasureList()
  if (list === null) tell(NO_FOLDER)
  for (const entry of list ?? []) tell(JSON.stringify(entry))
  return list === null ? 1 : 0
}

/** `npm run verify-erasure -- <company id>`: 0 when nothing is left and chain and certificate are intact. */
export async function verifyErasure(companyId: string, tell: Tell): Promise<number> {
  const admin: Admin = supabaseAdmin()
  const facts = await erasureFacts(admin, companyId)
  const { certificate } = facts
  const flaws = erasureFlaws(facts)
  for (const flaw of flaws) tell(flaw)
  if (flaws.length > 0 || certificate === null) return 1
  tell(
    `Erased ${certificate.erased_at}, final ${certificate.final_at}. Certificate ${certificate.number}: ${certificate.hash}`,
  )
  return 0
}

async function conclude(outcomes: Outcome[], tell: Tell): Promise<number> {
  for (const outcome of outcomes) {
    if (outcome.erased) tell(`${outcome.companyId}  erased, certificate ${outcome.number}`)
    else tell(`${outcome.companyId}  not erased: ${wordsOf(outcome)}`)
  }
  await runJobs({ milliseconds: 60_000, kinds: ['finish_erasure'] })
  tell(`${outcomes.filter((one) => one.erased).length} erased, ${outcomes.filter((one) => !one.erased).length} not.`)
  return outcomes.some((one) => !one.erased && one.refused === 'fault') ? 1 : 0
}

function wordsOf(outcome: Extract<Outcome, { erased: false }>): string {
  return 'reason' in outcome && outcome.reason !== undefined ? `legal hold, ${outcome.reason}` : outcome.refused
}

/** Each line that is an entry; the words of a message around them are passed over. */
const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.trim().startsWith('{'))
    .map((line) => listedErasureSchema.parse(JSON.parse(line)))
