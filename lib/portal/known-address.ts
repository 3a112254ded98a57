import 'server-only'
import { dataOf } from '../errors.ts'
import { supabaseAdmin } from '../supabase/admin.ts'

/** Whether somebody with this address is a customer of any company, or invited: only then is mail sent. Nobody is told. */
export async function isKnownAddress(email: string): Promise<boolean> {
  return dataOf(await supabaseAdmin().rpc('portal_knows', { p_email: email }))
}
