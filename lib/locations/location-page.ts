import { z } from 'zod'
import { deviceOnPage, testOnPage } from '../customers/customer-page.ts'
import { dataOf } from '../errors.ts'
import { isUuid } from '../lists/list-definition.ts'
import { PRECISIONS } from '../positions/place.ts'
import type { Supabase } from '../supabase/server.ts'

const text = z.string().nullable()
const pageShape = z.object({
  location: z.object({
    id: z.string(),
    customer_id: z.string(),
    name: text,
    line1: z.string(),
    line2: text,
    city: text,
    state: text,
    zip: text,
    county: text,
    phone: text,
    email: text,
    access_notes: text,
    contact_name: text,
    gate_code: text,
    alarm_phone: text,
    fire_phone: text,
    created_at: z.string(),
    position_precision: z.enum(PRECISIONS).nullable(),
    position_at: text,
  }),
  customer: z.object({ id: z.string(), name: z.string(), phone: text }),
  device_count: z.number(),
  devices: z.array(deviceOnPage),
  tests: z.array(testOnPage),
})
export type LocationPageData = z.infer<typeof pageShape>

/** Everything the page of one location shows, in one call; null when it is not on file for the caller. */
export async function findLocationPage(db: Supabase, id: string): Promise<LocationPageData | null> {
  if (!isUuid(id)) return null
  const { data, error } = await db.rpc('location_page', { p_id: id })
  if (error !== null) dataOf({ data: null, error })
  return data === null ? null : pageShape.parse(data)
}
