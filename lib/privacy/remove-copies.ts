import { billingMode } from '../billing/billing-mode.ts'
import { env } from '../env.ts'
import { dataOf, DatabaseFault } from '../errors.ts'
import type { Admin } from '../jobs/run-jobs.ts'
import { logFault } from '../log.ts'
import { deleteCustomer } from '../providers/stripe.ts'
import { listErasure } from './erasure-list.ts'

/** Copies removed by one turn of a job. */
const SLICE = 200

type Keeper = (admin: Admin, companyId: string, paths: string[]) => Promise<void>

/** Who keeps something outside the database besides the buckets of storage. */
const KEEPERS: Readonly<Record<string, Keeper>> = {
  'erasure-list': (admin, companyId) => listErasure(admin, companyId),
  stripe: (_admin, _companyId, customers) => deleteCustomers(customers),
}

/**
 * Removes what is queued for a company outside the database, a slice a turn; each keeper by itself, so that one that is down
 * delays only its own. Answers whether the queue may hold more; throws when a keeper failed and nothing went on.
 */
export async function removeCopies(admin: Admin, companyId: string): Promise<boolean> {
  const queued = dataOf(await admin.rpc('take_erasure_objects', { p_company_id: companyId, p_limit: SLICE }))
  let [removed, failed]: [number, Error | null] = [0, null]
  for (const [keeper, paths] of byKeeper(queued)) {
    try {
      await (KEEPERS[keeper] ?? fromBucket(keeper))(admin, companyId, paths)
    } catch (error) {
      logFault(`removing copies at ${keeper}`, error)
      failed = error instanceof Error ? error : new Error(`${keeper} failed`)
      continue
    }
    const forgotten = await admin.rpc('forget_erasure_objects', {
      p_company_id: companyId,
      p_keeper: keeper,
      p_paths: paths,
    })
    if (forgotten.error !== null) throw new DatabaseFault(forgotten.error)
    removed += paths.length
  }
  if (failed !== null && (removed === 0 || queued.length < SLICE)) throw failed
  return queued.length === SLICE
}

const fromBucket =
  (bucket: string): Keeper =>
  async (admin, _companyId, paths) => {
    const { error } = await admin.storage.from(bucket).remove(paths)
    if (error !== null) throw error
  }

/** The sandbox keeps nobody. A customer at Stripe while the key is missing is not called removed. */
async function deleteCustomers(customers: string[]): Promise<void> {
  const mode = billingMode(env())
  if (mode === 'sandbox') return
  if (mode === 'off') throw new Error('A customer at Stripe waits to be deleted, and STRIPE_SECRET_KEY is not set')
  for (const customer of customers) await deleteCustomer(customer)
}

function byKeeper(queued: { keeper: string; path: string }[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { keeper, path } of queued) found.set(keeper, [...(found.get(keeper) ?? []), path])
  return found
}
