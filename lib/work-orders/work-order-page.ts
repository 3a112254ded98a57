import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { isUuid } from '../lists/list-definition.ts'
import type { Supabase } from '../supabase/server.ts'

const text = z.string().nullable()
const pageShape = z.object({
  order: z.object({
    id: z.string(),
    kind: z.string(),
    state: z.string(),
    due_on: text,
    minutes: z.number().nullable(),
    purchase_order_no: text,
    standing_approval: z.boolean(),
    water_off_from: text,
    water_off_to: text,
    notes: text,
    location_id: z.string(),
    line1: z.string(),
    line2: text,
    city: text,
    access_notes: text,
    contact_name: text,
    contact_phone: text,
    alarm_phone: text,
    fire_phone: text,
    gate_code: text,
    customer_id: z.string(),
    customer_name: z.string(),
  }),
  devices: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      serial: text,
      manufacturer: text,
      model: text,
      size: text,
      location_on_site: text,
      district_due_on: text,
      outcome: text,
      test_record_id: text,
    }),
  ),
  visits: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      state: z.string(),
      starts_at: z.string(),
      minutes: z.number(),
      note: text,
      although: text,
      profile_id: text,
      technician_name: text,
      events: z.array(
        z.object({
          what: z.string(),
          happened_at: z.string(),
          reason: text,
          who: text,
          was_starts_at: text,
          was_going: text,
        }),
      ),
    }),
  ),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type WorkOrderPageData = z.infer<typeof pageShape>

/** A work order with its assemblies and visits, newest first, in one call; null when it is not on file for the caller. */
export async function findWorkOrder(db: Supabase, id: string): Promise<WorkOrderPageData | null> {
  if (!isUuid(id)) return null
  const { data, error } = await db.rpc('work_order_page', { p_id: id })
  if (error !== null) dataOf({ data: null, error })
  return data === null ? null : pageShape.parse(data)
}
