import { ok, type Result, resultOf } from '../errors.ts'
import { kickJobs } from '../jobs/kick-jobs.ts'
import { countAttempts } from '../security/count-attempts.ts'
import type { Supabase } from '../supabase/server.ts'
import type { Invite } from './schema.ts'

/** Invites a person by mail; an open invitation to the same address is withdrawn by it. Limited per company. */
export async function inviteMember(db: Supabase, companyId: string, invite: Invite): Promise<Result<string>> {
  const tooMany = await countAttempts(['invite_company', companyId])
  if (tooMany !== null) return tooMany
  const invited = resultOf(
    await db.rpc('invite_member', { p_email: invite.email, p_full_name: invite.full_name, p_role: invite.role }),
  )
  if (!invited.ok) return invited
  kickJobs('send_email')
  return ok(invited.value)
}
