import { type Result, resultOf } from '../errors.ts'
import type { Supabase } from '../supabase/server.ts'
import type { GaugeInput } from './schema.ts'

type Saved = Promise<Result<{ id: string }>>

/** Puts a gauge on file. A second one of the same maker and serial is refused. */
export async function addGauge(db: Supabase, companyId: string, gauge: GaugeInput): Saved {
  return resultOf(
    await db
      .from('gauges')
      .insert({ company_id: companyId, ...gauge })
      .select('id')
      .single(),
  )
}

/** Changes a gauge. Signed records keep what they were signed with. */
export async function changeGauge(db: Supabase, id: string, gauge: GaugeInput): Saved {
  return resultOf(await db.from('gauges').update(gauge).eq('id', id).is('deleted_at', null).select('id').single())
}

/** Takes a gauge out of use from a day on, or back into use (null). Its calibrations and tests stay. */
export async function retireGauge(db: Supabase, id: string, on: string | null): Saved {
  return resultOf(
    await db.from('gauges').update({ retired_on: on }).eq('id', id).is('deleted_at', null).select('id').single(),
  )
}
