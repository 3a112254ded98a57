import { z } from 'zod'
import { timeZoneOf } from '../companies/states.ts'
import { dataOf, doneOf, refuse, type Result, resultOf } from '../errors.ts'
import { countAttempts } from '../security/count-attempts.ts'
import type { Supabase } from '../supabase/server.ts'
import type { FoundCompany } from './schema.ts'

const invitationSchema = z
  .object({ company: z.string(), email: z.string(), role: z.string(), full_name: z.string() })
  .nullable()
export type Invitation = NonNullable<z.infer<typeof invitationSchema>>

/** Founds the company of a signed-in person who has none and makes them its admin. Repeating it is harmless. */
export async function foundCompany(db: Supabase, company: FoundCompany): Promise<Result<string>> {
  return resultOf(
    await db.rpc('create_company', {
      p_name: company.company_name,
      p_full_name: company.full_name,
      p_state: company.state,
      p_time_zone: timeZoneOf(company.state),
    }),
  )
}

/** What an invitation says; refused when it was used, withdrawn or has expired, and after too many looks from one address. */
export async function peekInvitation(db: Supabase, token: string, address: string): Promise<Result<Invitation>> {
  const tooMany = await countAttempts(['invitation_address', address])
  if (tooMany !== null) return tooMany
  const { data, error } = await db.rpc('peek_invitation', { p_token: token })
  if (error !== null) dataOf({ data: null, error })
  const found = invitationSchema.parse(data)
  return found === null ? refuse('invitation_not_valid', INVITATION_NOT_VALID) : { ok: true, value: found }
}

export const INVITATION_NOT_VALID =
  'This invitation was used already, was withdrawn, or has expired. Ask whoever invited you to send a new one.'

/** Joins the company that invited this person, and opens it. */
export async function acceptInvitation(db: Supabase, token: string, address: string): Promise<Result<string>> {
  const tooMany = await countAttempts(['invitation_address', address])
  if (tooMany !== null) return tooMany
  return resultOf(await db.rpc('accept_invitation', { p_token: token }))
}

/** Opens another company of the same person. */
export async function chooseCompany(db: Supabase, companyId: string): Promise<Result<null>> {
  return doneOf(await db.rpc('choose_company', { p_company_id: companyId }))
}
