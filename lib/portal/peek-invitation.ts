import { z } from 'zod'
import { dataOf, ok, refuse, type Result } from '../errors.ts'
import { countAttempts } from '../security/count-attempts.ts'
import type { Supabase } from '../supabase/server.ts'

const invitationSchema = z.object({ company: z.string(), email: z.string(), full_name: z.string() }).nullable()
type Invitation = NonNullable<z.infer<typeof invitationSchema>>

/** Who invites to the portal; refused when the invitation was used, withdrawn or has expired, and after too many looks. */
export async function peekPortalInvitation(db: Supabase, token: string, address: string): Promise<Result<Invitation>> {
  const tooMany = await countAttempts(['invitation_address', address])
  if (tooMany !== null) return tooMany
  const { data, error } = await db.rpc('peek_portal_invitation', { p_token: token })
  if (error !== null) dataOf({ data: null, error })
  const found = invitationSchema.parse(data)
  return found === null ? refuse('invitation_not_valid', 'This invitation has ended.') : ok(found)
}
