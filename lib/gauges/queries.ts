import { dataOf } from '../errors.ts'
import { isUuid } from '../lists/list-definition.ts'
import { listRows, solid } from '../lists/list-rows.ts'
import type { Supabase } from '../supabase/server.ts'

/** A gauge with its latest check and whoever keeps it; null when there is none of this id. */
export async function findGauge(db: Supabase, id: string) {
  const { rows } = await listRows(db, 'gauge_list', { filters: [{ column: 'id', op: 'eq', value: id }], pageSize: 1 })
  const [row] = rows
  if (row === undefined) return null
  return solid(row, 'id', 'manufacturer', 'model', 'serial', 'kind', 'water_class', 'interval_months')
}

/** The accuracy checks of a gauge, newest first. */
export async function listCalibrations(db: Supabase, gaugeId: string) {
  if (!isUuid(gaugeId)) return []
  return dataOf(
    await db
      .from('gauge_calibrations')
      .select('id, calibrated_on, lab, certificate_no, certificate_file_id, max_error_hundredths_psid')
      .eq('gauge_id', gaugeId)
      .is('deleted_at', null)
      .order('calibrated_on', { ascending: false })
      .limit(200),
  )
}

/** The members of the company by name, for a select. */
export async function listPeople(db: Supabase): Promise<{ id: string; full_name: string }[]> {
  return dataOf(
    await db
      .from('profiles')
      .select('id, full_name')
      .neq('role', 'customer')
      .is('removed_at', null)
      .order('full_name')
      .limit(500),
  )
}
