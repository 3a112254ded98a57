import { z } from 'zod'
import { env } from '../env.ts'
import { dataOf } from '../errors.ts'
import { type Admin, type Job, type JobOutcome, TryLater } from '../jobs/run-jobs.ts'
import { findAddress, MapboxFault } from '../providers/mapbox.ts'
import type { Database } from '../supabase/database.types.ts'
import type { Place, Precision } from './place.ts'
import { zipPlace } from './zip-place.ts'

/** Addresses of one slice: placing them costs nothing, asking must end before the job's lease does. */
const PLACED_AT_ONCE = 500
const ASKED_AT_ONCE = 20
/** Questions on their way at the same time. */
const ABREAST = 4

const payloadSchema = z.object({ ask: z.boolean() })
type Address = Database['public']['Functions']['claim_addresses']['Returns'][number]
type Found = { key: string; state: 'placed' | 'asked' | 'failed' | 'later'; precision?: Precision } & Partial<Place>

/**
 * The background job of one company: every address first stands at its ZIP code, then, with a provider, where that finds it.
 * What the provider answered is kept for good; when it is in trouble the job goes on later with the rest.
 */
export async function findPositions(admin: Admin, job: Job): Promise<JobOutcome> {
  const { ask } = payloadSchema.parse(job.payload)
  if (job.companyId === null) throw new Error('a job for positions names no company')
  const addresses = dataOf(
    await admin.rpc('claim_addresses', {
      p_company_id: job.companyId,
      p_ask: ask,
      p_limit: ask ? ASKED_AT_ONCE : PLACED_AT_ONCE,
    }),
  )
  if (addresses.length === 0) return ask || env().MAPBOX_TOKEN === undefined ? { done: true } : { again: { ask: true } }
  const { found, trouble } = ask ? await askAll(addresses) : { found: addresses.map(placed), trouble: null }
  const saved = await admin.rpc('save_positions', { p_company_id: job.companyId, p_rows: found })
  if (saved.error !== null) dataOf({ data: null, error: saved.error })
  if (trouble !== null) throw new TryLater(trouble.message, trouble.seconds)
  return { again: { ask } }
}

function placed({ address_key, zip }: Address): Found {
  const place = zipPlace(zip)
  return { key: address_key, state: 'placed', ...(place === null ? {} : { ...place, precision: 'zip' }) }
}

/** Asks for a few addresses at a time; after the first trouble the rest is left for later, what was answered is kept. */
async function askAll(addresses: readonly Address[]): Promise<{ found: Found[]; trouble: MapboxFault | null }> {
  const waiting = [...addresses]
  const found: Found[] = []
  let trouble: MapboxFault | null = null
  const worker = async (): Promise<void> => {
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      const key = address.address_key
      if (trouble !== null) {
        found.push({ key, state: 'later' })
        continue
      }
      try {
        const answer = await findAddress(address)
        found.push({ key, state: 'asked', ...answer })
      } catch (error) {
        if (!(error instanceof MapboxFault)) throw error
        trouble = error
        found.push({ key, state: 'failed' })
      }
    }
  }
  await Promise.all(Array.from({ length: ABREAST }, worker))
  return { found, trouble }
}
