import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { dataOf, doneOf } from '../errors.ts'
import { BUCKET } from '../files/store-file.ts'
import type { Admin, Job, JobOutcome } from '../jobs/run-jobs.ts'
import { logFault } from '../log.ts'
import type { ColumnMapping } from './recognise-sheet.ts'
import type { SheetRefusal } from './refusal.ts'
import { settleHeader } from './settle-header.ts'
import { stageRows } from './stage-rows.ts'
import { surveySheet } from './survey-sheet.ts'

/** Attempts after which reading is given up and the person is told. */
const MOST_ATTEMPTS = 3

const payloadSchema = z.object({ import_id: z.string() })

const openedSchema = z
  .object({
    path: z.string(),
    mapping: z.custom<ColumnMapping>().nullable(),
    sheet_kind: z.enum(['syncta', 'test_history', 'mapped']).nullable(),
    last_row: z.number().nullable(),
    state: z.string().nullable(),
    time_zone: z.string(),
  })
  .nullable()

/** An import opened for reading, and on whose behalf. */
export type Opened = NonNullable<z.infer<typeof openedSchema>>
export type Staging = { admin: Admin; job: Job; importId: string; originator: string }

/**
 * Reads the sheet of an import into staged rows: header and mapping first, then a survey of the whole sheet (so that a
 * damaged one is refused before a row is staged), then slice by slice, then the comparison with what is on file. Killed
 * anywhere it goes on behind the last staged row. Throws on faults; the third time the import says that it failed.
 */
export async function stageImport(admin: Admin, job: Job): Promise<JobOutcome> {
  const { import_id: importId } = payloadSchema.parse(job.payload)
  if (job.originator === null) return { done: true }
  const staging: Staging = { admin, job, importId, originator: job.originator }
  const opened = openedSchema.parse(await openImport(staging))
  if (opened === null) return { done: true }
  const folder = await mkdtemp(join(tmpdir(), 'flowtrack-sheet-'))
  try {
    const file = join(folder, 'sheet')
    await download(admin, opened.path, file)
    const refusal = await stageFile(staging, opened, file)
    if (refusal !== null) await refuse(staging, 'refused', refusal)
    return { done: true }
  } catch (error) {
    if (job.attempts < MOST_ATTEMPTS) throw error
    const reference = logFault('stage import', error)
    const sentence = `This sheet could not be read, and the fault is ours. Nothing was written. Tell us reference ${reference}.`
    await refuse(staging, 'failed', { code: 'fault', sentence })
    return { done: true }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function stageFile(staging: Staging, opened: Opened, file: string): Promise<SheetRefusal | null> {
  const header = await settleHeader(staging, opened, file)
  if (!header.ok) return header
  if (header.mapping === null) return null
  const survey = await surveySheet(file, header.mapping)
  if (!survey.ok) return survey
  return stageRows(staging, opened, file, header, survey)
}

async function openImport({ admin, importId, originator }: Staging) {
  const { data, error } = await admin.rpc('open_import', { p_import_id: importId, p_originator: originator })
  return error === null ? data : dataOf({ data: null, error })
}

async function download(admin: Admin, path: string, to: string): Promise<void> {
  const { data, error } = await admin.storage.from(BUCKET).download(path).asStream()
  if (error !== null) throw error
  await pipeline(data, createWriteStream(to, { mode: 0o600 }))
}

type Refused = { code: string; sentence: string; row?: number; column?: string }

async function refuse(
  { admin, importId }: Staging,
  state: 'refused' | 'failed',
  { code, sentence, row, column }: Refused,
) {
  const refusal = { code, sentence, ...(row !== undefined && { row }), ...(column !== undefined && { column }) }
  const done = doneOf(await admin.rpc('refuse_import', { p_import_id: importId, p_state: state, p_refusal: refusal }))
  if (!done.ok) throw new Error(done.code)
}
