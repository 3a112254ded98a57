import { type AssemblyType, ASSEMBLIES } from '../backflow/assembly.ts'
import { today } from '../dates.ts'
import { ok, refusalSentence, refuse, resultOf, type Result } from '../errors.ts'
import { listRows } from '../lists/list-rows.ts'
import type { Supabase } from '../supabase/server.ts'
import { correctRow } from './correct-row.ts'
import { normaliseSerial } from './keys.ts'
import { fromStaged, toStaged } from './staged-row.ts'

export type Corrector = { db: Supabase; state: string | null; timeZone: string }
export type Correction = { importId: string; rowNo: number; field: string; text: string }

/**
 * One value of a staged row typed anew by a person: cleaned, staged and compared again. `open` says whether the row still
 * needs review. Refuses for a row or field that is none, and when the import is no longer open.
 */
export async function correctImportRow(
  { db, state, timeZone }: Corrector,
  { importId, rowNo, field, text }: Correction,
): Promise<Result<{ open: boolean }>> {
  const found = resultOf(
    await db
      .from('import_rows')
      .select('clean, reasons, same_as, device_keys')
      .eq('import_id', importId)
      .eq('row_no', rowNo)
      .limit(1),
  )
  if (!found.ok) return found
  const staged = found.value[0]
  if (staged === undefined) return refuse('not_found', refusalSentence('not_found') ?? '')
  const row = fromStaged(rowNo, staged.clean, staged.reasons)
  const type = row.test === null ? null : await typeOnFile(db, field === 'serial' ? text : (row.test.serial ?? ''))
  const context = { state, today: today(timeZone), typeOfSerial: () => type }
  const next = correctRow(row, field, text, context)
  if (next === null)
    return refuse(
      'field_not_correctable',
      'This cannot be typed here. Correct it in the sheet and bring it in again.',
      'text',
    )
  const moved = next.keys.device.join('\n') !== staged.device_keys.join('\n')
  const saved = resultOf(
    await db.rpc('update_import_rows', {
      p_import_id: importId,
      p_rows: [toStaged(next, moved ? null : staged.same_as, moved)],
      p_resolve: true,
    }),
  )
  if (!saved.ok) return saved
  const after = resultOf(
    await db.from('import_rows').select('status').eq('import_id', importId).eq('row_no', rowNo).limit(1),
  )
  return after.ok ? ok({ open: after.value[0]?.status === 'review' }) : after
}

async function typeOnFile(db: Supabase, serial: string): Promise<AssemblyType | null> {
  const key = normaliseSerial(serial)
  if (key === '') return null
  const { rows } = await listRows(db, 'device_list', { search: serial, pageSize: 20 })
  const type = rows.find((device) => normaliseSerial(device.serial ?? '') === key)?.type
  return type !== undefined && type !== null && isAssemblyType(type) ? type : null
}

function isAssemblyType(type: string): type is AssemblyType {
  return Object.hasOwn(ASSEMBLIES, type)
}
