import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type DatabaseError, doneOf, ok, refuse, type Refusal, type Result, resultOf } from '../errors.ts'
import type { SignedManifest } from '../export/manifest.ts'
import { verifyArchive } from '../export/verify-archive.ts'
import { UploadCutOff } from '../imports/read-upload.ts'
import { logFault } from '../log.ts'
import { supabaseAdmin } from '../supabase/admin.ts'
import type { Supabase } from '../supabase/server.ts'
import { archiveRows, RowTooLong } from './archive-rows.ts'
import { type Brought, broughtSchema } from './brought.ts'

/** More than the largest archive our export makes: a ZIP without its 64-bit extension ends there. */
const MOST_ARCHIVE_BYTES = 4 * 1024 ** 3

/** What only our own server may do: it alone knows whether the signature is genuine. */
type Admin = ReturnType<typeof supabaseAdmin>

/**
 * Brings an archive into the empty company of `db`: spooled to disk, held against its signature and sums, staged slice by
 * slice, written by one function, whole or not at all. Every way it can be refused is a sentence, and stands in the log.
 */
export async function bringArchive(
  db: Supabase,
  bytes: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  admin: Admin = supabaseAdmin(),
): Promise<Result<Brought>> {
  const begun = resultOf(await db.rpc('begin_archive'))
  if (!begun.ok) return begun
  const folder = await mkdtemp(join(tmpdir(), 'flowtrack-archive-'))
  try {
    const brought = await takeIn(admin, begun.value, bytes, join(folder, 'archive.zip'), key)
    if (!brought.ok) await giveUp(admin, begun.value, brought.code)
    return brought
  } catch (error) {
    await giveUp(admin, begun.value, 'fault').catch((again: unknown) => logFault('archive log', again))
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function takeIn(
  admin: Admin,
  runId: string,
  bytes: AsyncIterable<Uint8Array>,
  path: string,
  key: Uint8Array,
): Promise<Result<Brought>> {
  const spooled = await spool(bytes, path)
  if (spooled !== null) return spooled
  const { manifest, signed, problems, foreign } = await verifyArchive(path, key)
  if (manifest === null || problems.length > 0) return notWhole(problems, foreign)
  const staged = await stage(admin, runId, path)
  if (staged !== null) return staged
  return commit(admin, runId, manifest, signed)
}

async function spool(bytes: AsyncIterable<Uint8Array>, path: string): Promise<Refusal | null> {
  let size = 0
  try {
    await pipeline(
      async function* () {
        for await (const piece of bytes) {
          size += piece.byteLength
          if (size > MOST_ARCHIVE_BYTES) throw new RangeError('too large')
          yield piece
        }
      },
      createWriteStream(path, { flags: 'wx', mode: 0o600 }),
    )
    return null
  } catch (error) {
    if (error instanceof RangeError) return refuse('archive_too_large', ARCHIVE_REFUSALS.archive_too_large, 'file')
    if (error instanceof UploadCutOff) return refuse('archive_cut_off', ARCHIVE_REFUSALS.archive_cut_off, 'file')
    throw error
  }
}

function notWhole(problems: readonly string[], foreign: boolean): Refusal {
  if (foreign) return refuse('archive_unknown', ARCHIVE_REFUSALS.archive_unknown, 'file')
  const [first = '', ...more] = problems
  const others = more.length === 0 ? '' : ` ${more.length} more of its files do not fit either.`
  return refuse('archive_not_whole', `${first}${others} ${ARCHIVE_REFUSALS.archive_not_whole}`, 'file')
}

async function stage(admin: Admin, runId: string, path: string): Promise<Refusal | null> {
  try {
    for await (const { table, number, rows } of archiveRows(path)) {
      const done = doneOf(
        fitting(
          await admin.rpc('stage_archive', { p_run_id: runId, p_table: table, p_slice_no: number, p_rows: rows }),
        ),
      )
      if (!done.ok) return done
    }
    return null
  } catch (error) {
    // Sums fit, but what they are the sums of is not rows: only somebody who made an archive by hand gets here.
    if (error instanceof RowTooLong || (error instanceof TypeError && /encoded data/.test(error.message))) {
      return refuse('archive_unknown', ARCHIVE_REFUSALS.archive_unknown, 'file')
    }
    throw error
  }
}

async function commit(
  admin: Admin,
  runId: string,
  manifest: SignedManifest,
  signed: boolean,
): Promise<Result<Brought>> {
  const { company_id, tables } = manifest
  const ask = () =>
    admin.rpc('commit_archive', { p_run_id: runId, p_manifest: { company_id, tables }, p_signed: signed })
  const first = await ask()
  // A connection that was cut says nothing. The same run asked again waits for the first and answers what came of it.
  const committed = resultOf(fitting(first.status === 0 ? await ask() : first))
  return committed.ok ? ok(broughtSchema.parse(committed.value)) : committed
}

/** What types, checks and keys of the database refuse is the archive's fault: rows that do not fit together. */
function fitting<T extends { error: DatabaseError | null }>(answer: T): T {
  if (answer.error === null || !/^2[23]/.test(answer.error.code ?? '')) return answer
  return { ...answer, data: null, error: { code: 'FT001', message: 'archive_does_not_fit' } }
}

async function giveUp(admin: Admin, runId: string, reason: string): Promise<void> {
  const done = doneOf(await admin.rpc('refuse_archive', { p_run_id: runId, p_reason: reason }))
  if (!done.ok) throw new Error(`an archive could not be refused: ${done.code}`)
}

/** Sentences for what is wrong with an archive before the database is asked. */
export const ARCHIVE_REFUSALS = {
  file_missing: 'Choose the ZIP file of an export first.',
  archive_too_large: 'This file is larger than any archive of FlowTrack Pro. Nothing was written.',
  archive_cut_off: 'The file did not arrive whole. Nothing was written; send it again.',
  archive_unknown: 'This is no archive of FlowTrack Pro. Choose the ZIP file of a data export. Nothing was written.',
  archive_not_whole: 'Nothing was written. Use the file as it was downloaded, or make the export again.',
} as const
