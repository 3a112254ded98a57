import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { today } from '../dates.ts'
import { dataOf, ok, refuse, type Result, resultOf } from '../errors.ts'
import { runJobs } from '../jobs/run-jobs.ts'
import type { Supabase } from '../supabase/server.ts'
import { SAMPLE_FILE, sampleSheet } from './sample-sheet.ts'
import { uploadImport } from './upload-import.ts'

/**
 * Sample data for a company that has nothing on file yet: an import like any other, of a sheet of ours, written at once.
 * So it is marked as a whole, taken back as a whole, and never taken back with somebody's real work hanging on it.
 */
export async function loadSample(
  db: Supabase,
  company: { id: string; state: string | null; time_zone: string },
): Promise<Result<null>> {
  const { count, error } = await db.from('devices').select('id', { head: true, count: 'exact' }).limit(1)
  if (error !== null || count !== 0)
    return refuse('sample_not_empty', 'Assemblies are on file already, and sample data is never mixed with real ones.')
  const sheet = Buffer.from(sampleSheet(today(company.time_zone), company.state))
  const begun = await uploadImport(db, company.id, {
    fields: new Map([['form', randomUUID()]]),
    fileName: SAMPLE_FILE,
    bytes: (async function* whole() {
      yield sheet
    })(),
  })
  if (!begun.ok) return begun
  await staged(db, begun.value.id)
  const written = resultOf(await db.rpc('commit_import', { p_import_id: begun.value.id }))
  return written.ok ? ok(null) : written
}

/** Takes the sample data back, whole; refused when newer work hangs on it. */
export async function removeSample(db: Supabase): Promise<Result<null>> {
  const found = dataOf(
    await db.from('imports').select('id').eq('file_name', SAMPLE_FILE).eq('state', 'committed').limit(10),
  )
  for (const { id } of found) {
    const undone = resultOf(await db.rpc('undo_import', { p_import_id: id }))
    if (!undone.ok) return undone
  }
  return ok(null)
}

/** Reads the sheet here and now, or waits while another worker does. */
async function staged(db: Supabase, id: string): Promise<void> {
  for (let left = 40; left > 0; left -= 1) {
    await runJobs({ milliseconds: 10_000, kinds: ['stage_import'] })
    const [found] = dataOf(await db.from('imports').select('state').eq('id', id))
    if (found === undefined || !['uploaded', 'staging'].includes(found.state)) return
    await sleep(250)
  }
}
