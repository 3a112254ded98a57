import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from '../env.ts'
import { dataOf } from '../errors.ts'
import type { Admin } from '../jobs/run-jobs.ts'
import { log } from '../log.ts'
import { renderMessage } from '../messages/templates.ts'
import { emailProvider } from '../providers/email.ts'
import { type ErasureFacts, erasureFactsSchema, type ListedErasure, listedErasureSchema } from './schema.ts'

/*
 * The list of erased companies. A restored backup knows nothing of what was erased after it, and in a Supabase project the
 * index of storage lies in the same database; so the list lies in a folder or a mailbox, where no restore reaches it.
 */

/** What is left of a company, and its certificate. */
export async function erasureFacts(admin: Admin, companyId: string): Promise<ErasureFacts> {
  return erasureFactsSchema.parse(dataOf(await admin.rpc('check_erasure', { p_company_id: companyId })))
}

/** Puts an erasure on the list, and a line into the log. Repeating it changes nothing; without a place it is a fault. */
export async function listErasure(admin: Admin, companyId: string): Promise<void> {
  const { ERASURE_LIST_DIR: folder, ERASURE_LIST_EMAIL: mailbox, APP_ORIGIN } = env()
  if (folder === undefined && mailbox === undefined)
    throw new Error('Nowhere to list erasures: set ERASURE_LIST_DIR or ERASURE_LIST_EMAIL')
  const { company, certificate } = await erasureFacts(admin, companyId)
  if (!company?.clock_started_at || certificate === null) return
  const entry: ListedErasure = {
    company_id: companyId,
    clock_started_at: company.clock_started_at,
    erased_at: certificate.erased_at,
    certificate: certificate.hash,
  }
  const line = JSON.stringify(entry)
  if (folder !== undefined) await writeWhole(folder, `${companyId}.json`, line)
  if (mailbox !== undefined) {
    const id = `erasure/${companyId}/${certificate.hash.slice(0, 16)}`
    await emailProvider().send({ id, to: mailbox, message: renderMessage('erasure', { line }, APP_ORIGIN) })
  }
  log.info({ event: 'company erased', ...entry })
}

/** The list as the folder holds it; null where there is none, and the lines stand in the mailbox and the log. */
export async function readErasureList(): Promise<ListedErasure[] | null> {
  const { ERASURE_LIST_DIR: folder } = env()
  if (folder === undefined) return null
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (name) => listedErasureSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))),
  )
}

/** On the disk whole or not at all, whenever the machine stops. */
async function writeWhole(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const part = join(folder, `${name}.${randomUUID()}`)
  const file = await open(part, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(part, join(folder, name))
}
