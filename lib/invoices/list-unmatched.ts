import 'server-only'
import type { Context } from '../context.ts'
import { dataOf } from '../errors.ts'
import { type Unmatched, unmatchedSchema } from './unmatched.ts'

/** Card payments that fit nothing and still wait for their refund, for whoever may see invoices; none for others. */
export async function listUnmatched({ db, may }: Pick<Context, 'db' | 'may'>): Promise<Unmatched[]> {
  if (!may('invoices:read')) return []
  return unmatchedSchema.array().parse(dataOf(await db.rpc('unmatched_payments')))
}
