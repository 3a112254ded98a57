import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { type AssemblyType, ASSEMBLIES } from '../backflow/assembly.ts'
import { RULE_PROFILES } from '../backflow/profiles.ts'
import { today } from '../dates.ts'
import { dataOf } from '../errors.ts'
import type { Json } from '../supabase/database.types.ts'
import type { CleanContext } from './clean-context.ts'
import { createCleaner } from './clean-row.ts'
import { createMatcher } from './match-rows.ts'
import { isRefusal } from './raw-rows.ts'
import { readSheet } from './read-sheet.ts'
import type { SheetRefusal } from './refusal.ts'
import type { SettledHeader } from './settle-header.ts'
import type { Opened, Staging } from './stage-import.ts'
import { toStaged } from './staged-row.ts'
import { BREATHE_ROWS, type Survey } from './survey-sheet.ts'

/** Rows and characters sent at a time: bounded, however long the rows are. */
const SLICE_ROWS = 500
const SLICE_CHARS = 2_000_000
const SERIALS_A_CALL = 10_000

/**
 * Cleans the sheet row by row and stages it in slices, then has it compared with what is on file. Rows up to
 * `opened.last_row` were staged by an earlier attempt: they are cleaned again for their memory and not sent again.
 */
export async function stageRows(
  staging: Staging,
  opened: Opened,
  file: string,
  header: SettledHeader,
  survey: Survey,
): Promise<SheetRefusal | null> {
  const sheet = await readSheet(file)
  if (!sheet.ok) return sheet
  const { mapping } = header
  if (mapping === null) return null
  const context = await contextOf(staging, opened, survey)
  const clean = createCleaner({ sheet: header.sheet, header: sheet.header, mapping, context })
  const { match } = createMatcher()
  const firsts = new Map<number, number>()
  const slice: { [key: string]: Json }[] = []
  let [read, chars] = [0, 0]
  try {
    for await (const item of sheet.rows) {
      if (isRefusal(item)) return item
      const row = match(clean(item))
      read += 1
      // Rows of one assembly point to the first of them, also by way of the rows between.
      const first = row.match.row === null ? null : (firsts.get(row.match.row) ?? row.match.row)
      if (first !== null) firsts.set(row.row, first)
      if (row.row > (opened.last_row ?? 0)) {
        const staged = toStaged(row, first)
        slice.push(staged)
        chars += JSON.stringify(staged).length
      }
      if (slice.length === SLICE_ROWS || chars > SLICE_CHARS) {
        if (!(await send(staging, slice, read, survey.rows))) return null
        slice.length = 0
        chars = 0
      }
      if (read % BREATHE_ROWS === 0) await setImmediate()
    }
  } finally {
    await sheet.close()
  }
  if (slice.length > 0 && !(await send(staging, slice, read, survey.rows))) return null
  const { admin, importId, originator } = staging
  const { error } = await admin.rpc('finish_staging', {
    p_import_id: importId,
    p_originator: originator,
    p_total_rows: read,
  })
  if (error !== null) dataOf({ data: null, error })
  return null
}

/** One slice; false when the import was given up or the person may no longer import. */
async function send(
  { admin, job, importId, originator }: Staging,
  rows: Json[],
  read: number,
  total: number,
): Promise<boolean> {
  return dataOf(
    await admin.rpc('stage_import_rows', {
      p_import_id: importId,
      p_originator: originator,
      p_job_id: job.id,
      p_rows: rows,
      p_read_rows: read,
      p_total_rows: total,
    }),
  )
}

async function contextOf(staging: Staging, opened: Opened, survey: Survey): Promise<Partial<CleanContext>> {
  const types = await typesOnFile(staging, survey.serials)
  return {
    today: today(opened.time_zone),
    state: opened.state,
    profile: opened.state === 'TX' ? RULE_PROFILES.TX : RULE_PROFILES.USC10,
    typeOfSerial: (serial) => types.get(serial) ?? null,
  }
}

/** Types of the assemblies on file that the sheet's tests speak of. */
export async function typesOnFile(
  { admin, importId }: Pick<Staging, 'admin' | 'importId'>,
  serials: readonly string[],
) {
  const types = new Map<string, AssemblyType>()
  for (let at = 0; at < serials.length; at += SERIALS_A_CALL) {
    const asked = serials.slice(at, at + SERIALS_A_CALL)
    const found = dataOf(await admin.rpc('types_of_serials', { p_import_id: importId, p_serials: asked }))
    for (const [serial, type] of Object.entries(z.record(z.string(), z.string()).parse(found))) {
      if (isAssemblyType(type)) types.set(serial, type)
    }
  }
  return types
}

function isAssemblyType(type: string): type is AssemblyType {
  return Object.hasOwn(ASSEMBLIES, type)
}
