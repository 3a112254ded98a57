import { dataOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'

const GAUGE = 'id, manufacturer, model, serial, kind, water_class, interval_months, assigned_to, retired_on, notes'
const CALIBRATIONS =
  'calibrations:gauge_calibrations(id, calibrated_on, lab, certificate_no, certificate_file_id, max_error_hundredths_psid, deleted_at)'

/** A gauge with its calibrations, newest first, and whoever keeps it; null when there is none of this id. */
export async function findGauge(db: Supabase, id: string) {
  const { data, error } = await db
    .from('gauges')
    .select(`${GAUGE}, keeper:profiles!gauges_assigned_to(full_name), ${CALIBRATIONS}`)
    .eq('id', id)
    .is('deleted_at', null)
    .maybeSingle()
  if (error?.code === '22P02') return null
  if (error !== null) return dataOf({ data: null, error })
  if (data === null) return null
  const live = data.calibrations.filter((calibration) => calibration.deleted_at === null)
  return {
    ...data,
    keeper: data.keeper?.full_name ?? null,
    calibrations: live.toSorted((a, b) => (a.calibrated_on < b.calibrated_on ? 1 : -1)),
  }
}
export type Gauge = NonNullable<Awaited<ReturnType<typeof findGauge>>>

/** The members of the company by name, for a select. */
export async function listPeople(db: Supabase): Promise<{ id: string; full_name: string }[]> {
  return dataOf(await db.from('profiles').select('id, full_name').is('removed_at', null).order('full_name').limit(500))
}
