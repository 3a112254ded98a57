import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { supabaseAdmin } from '../supabase/admin.ts'

const FLAWS: Readonly<Record<string, (entry: number) => string>> = {
  gap: (entry) => `an entry before ${entry} was removed`,
  unlinked: (entry) => `entry ${entry} does not follow the one before it: one of the two was put in, moved or altered`,
  altered: (entry) => `entry ${entry} was altered`,
  'no head': () => 'the head of the chain is missing',
  'cut off': (entry) => (entry === 0 ? 'all entries were removed' : `the entries after ${entry} were removed`),
  beyond: (entry) => `entry ${entry} was put in behind the last one`,
  'other head': (entry) => `the head of the chain is not that of entry ${entry}`,
}

const checkSchema = z.array(
  z.object({ company_id: z.uuid(), entries: z.number(), flaw: z.string().nullable(), at_entry: z.number() }),
)

/**
 * `npm run verify-audit`: recomputes the audit trail of every company and names the first flaw of each; 0 when all are as
 * they were written. Erased companies too: their trail holds without the identities.
 */
export async function verifyAudit(tell: (line: string) => void): Promise<number> {
  const admin = supabaseAdmin()
  let [companies, entries, broken] = [0, 0, 0]
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = checkSchema.parse(dataOf(await admin.rpc('check_audit', { p_after: after, p_limit: 50 })))
    for (const found of page) {
      companies += 1
      entries += found.entries
      if (found.flaw === null) continue
      broken += 1
      tell(`${found.company_id}  ${FLAWS[found.flaw]?.(found.at_entry) ?? found.flaw}.`)
    }
    const last = page.at(-1)
    if (last === undefined) break
    after = last.company_id
  }
  const all = `${companies.toLocaleString('en-US')} ${companies === 1 ? 'company' : 'companies'}, ${entries.toLocaleString('en-US')} entries`
  tell(broken === 0 ? `${all}: every trail is whole.` : `${all}: ${broken} broken.`)
  return broken === 0 ? 0 : 1
}
