import { type Result, resultOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

/** Whether every entry of the company follows from the one before it, and none is missing at the end. */
export async function checkChain(db: Supabase): Promise<Result<boolean>> {
  return resultOf(await db.rpc('audit_chain'))
}
