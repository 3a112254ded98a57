import { z } from 'zod'
import { now } from '../dates.ts'
import { dataOf } from '../errors.ts'
import { logFault } from '../log.ts'
import type { Supabase } from '../supabase/server.ts'
import type { ArchivePlan } from './archive-task.ts'
import type { LogExport } from './log-export.ts'
import { type Ending, LONGEST_MS, streamArchive } from './stream-archive.ts'

const planSchema = z.object({
  id: z.string(),
  company_id: z.string(),
  at: z.string(),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  left_out: z.array(z.object({ table: z.string(), columns: z.array(z.string()), why: z.string() })),
})

export type Server = { url: string; publishableKey: string; key: Uint8Array; log: LogExport }

/** Begins an export as the person of `db`, which the log notes, and answers the archive as it is made; its end is noted too. */
export async function startExport(
  db: Supabase,
  token: string,
  server: Server,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const plan: ArchivePlan = planSchema.parse(dataOf(await db.rpc('begin_export')))
  const reader = { url: server.url, publishableKey: server.publishableKey, token, exportId: plan.id }
  return streamArchive({ plan, reader, key: server.key }, (ending) => noteEnd(server.log, plan.id, ending))
}

async function noteEnd(log: LogExport, exportId: string, ending: Ending): Promise<void> {
  if (ending.how === 'finished') return log('finished', exportId, ending.totals)
  const reason: Record<string, string> =
    ending.how === 'left' ? { reason: 'left' } : { reason: 'fault', reference: logFault('export', ending.error) }
  try {
    await log('failed', exportId, reason)
  } catch (error) {
    // The stream is broken off already; nobody is left to be told.
    logFault('export log', error)
  }
}

/** The caller's access token, renewed when it would run out on the way; null when the session is gone. */
export async function lastingToken(db: Supabase): Promise<string | null> {
  const { data } = await db.auth.getSession()
  if (data.session === null) return null
  if (Number(data.session.expires_at) * 1000 - Date.parse(now()) > LONGEST_MS) return data.session.access_token
  const renewed = await db.auth.refreshSession()
  return renewed.data.session?.access_token ?? null
}
