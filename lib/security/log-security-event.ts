import { logFault } from '../log.ts'
import { supabaseAdmin } from '../supabase/admin.ts'

/** Keeps a refusal in security_log. `key` (an address, an email) is stored as a hash only. Never fails its caller. */
export async function logSecurityEvent(
  event: string,
  userId: string | null,
  key: string | null,
  facts: Record<string, string | number | boolean>,
): Promise<void> {
  try {
    // The generated types know no null arguments; the function takes them.
    await supabaseAdmin().rpc('log_security_event', {
      p_event: event,
      p_user_id: userId as string,
      p_key: key as string,
      p_facts: facts,
    })
  } catch (error) {
    logFault('logSecurityEvent', error)
  }
}
