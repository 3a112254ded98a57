import 'server-only'
import { DatabaseFault, ok, refuse, type Result } from '../errors.ts'
import { kickJobs } from '../jobs/kick-jobs.ts'
import { countAttempts } from '../security/count-attempts.ts'
import { supabaseAdmin } from '../supabase/admin.ts'
import type { ContactInput } from './schema.ts'

/**
 * Keeps a message of the contact form and tells the operators. What fills in the box that people do not see gets the same
 * answer as everybody, and nothing is kept.
 */
export async function sendMessage(input: ContactInput, address: string): Promise<Result<null>> {
  const tooMany = await countAttempts(['contact_address', address])
  if (tooMany !== null) return tooMany
  if (input.website !== '') return ok(null)
  if ((await countAttempts(['contact_all', 'everybody'])) !== null) {
    return refuse(
      'contact_busy',
      'More messages came in than we can take at once. Try again in an hour; what you wrote is still here.',
    )
  }
  const { name, email, company, message } = input
  const sent = await supabaseAdmin().rpc('send_contact_message', {
    p_name: name,
    p_email: email,
    p_company: company,
    p_message: message,
  })
  if (sent.error !== null) throw new DatabaseFault(sent.error)
  kickJobs('send_email')
  return ok(null)
}
