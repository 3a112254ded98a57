import { doneOf } from '../errors.ts'
import type { Json } from '../supabase/database.types.ts'
import { supabaseAdmin } from '../supabase/admin.ts'

export type LogExport = (
  outcome: 'finished' | 'failed' | 'refused',
  exportId: string | null,
  facts: Record<string, Json>,
) => Promise<void>

/** Writes into the company's log how an export went, as our server: also when the session that began it has ended. */
export function exportLog(companyId: string, profileId: string): LogExport {
  return async (outcome, exportId, facts) => {
    const done = doneOf(
      await supabaseAdmin().rpc('log_export', {
        p_company_id: companyId,
        p_profile_id: profileId,
        // The generated types know no null arguments; the function takes them.
        p_export_id: exportId as string,
        p_outcome: outcome,
        p_facts: facts,
      }),
    )
    if (!done.ok) throw new Error(`an export could not be logged: ${done.code}`)
  }
}
