import { dataOf } from '../errors.ts'
import type { Admin } from '../jobs/run-jobs.ts'
import { log } from '../log.ts'
import { type ErasureFacts, erasureFactsSchema, type ListedErasure, listedErasureSchema } from './schema.ts'

/** Private, apart from the companies' own files: one object per erased company. */
export const ERASURE_BUCKET = 'erasures'

/** What is left of a company, and its certificate. */
export async function erasureFacts(admin: Admin, companyId: string): Promise<ErasureFacts> {
  return erasureFactsSchema.parse(dataOf(await admin.rpc('check_erasure', { p_company_id: companyId })))
}

/** Puts an erasure on the list: an object in the bucket and a line in the log. Repeating it changes nothing. */
export async function listErasure(admin: Admin, companyId: string): Promise<void> {
  const { company, certificate } = await erasureFacts(admin, companyId)
  if (!company?.clock_started_at || certificate === null) return
  const entry: ListedErasure = {
    company_id: companyId,
    clock_started_at: company.clock_started_at,
    erased_at: certificate.erased_at,
    certificate: certificate.hash,
  }
  const { error } = await admin.storage
    .from(ERASURE_BUCKET)
    .upload(`${companyId}.json`, Buffer.from(JSON.stringify(entry)), {
      contentType: 'application/json',
      upsert: true,
    })
  if (error !== null) throw error
  log.info({ event: 'company erased', ...entry })
}

/** The whole list, read from the bucket. */
export async function readErasureList(admin: Admin): Promise<ListedErasure[]> {
  const bucket = admin.storage.from(ERASURE_BUCKET)
  const entries: ListedErasure[] = []
  const size = 100
  for (let offset = 0; ; offset += size) {
    const page = await bucket.list('', { limit: size, offset, sortBy: { column: 'name', order: 'asc' } })
    if (page.error !== null) throw page.error
    for (const { name } of page.data) {
      const found = await bucket.download(name)
      if (found.error !== null) throw found.error
      entries.push(listedErasureSchema.parse(JSON.parse(await found.data.text())))
    }
    if (page.data.length < size) return entries
  }
}
