import { z } from 'zod'
import { dataOf } from '../errors.ts'
import { isUuid } from '../lists/list-definition.ts'
import type { Supabase } from '../supabase/server.ts'

const aheadSchema = z.object({
  orders: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      due_on: z.string().nullable(),
      /** Also of somebody else’s visit, whose hour a technician does not see. */
      visit_planned: z.boolean(),
      starts_at: z.string().nullable(),
      technician_name: z.string().nullable(),
    }),
  ),
  failures: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      serial: z.string().nullable(),
      failed_on: z.string(),
      holder: z.string(),
    }),
  ),
})
export type SiteAhead = z.infer<typeof aheadSchema>

/** What lies ahead of a site, or of one assembly: open orders with their next visit, and open failures. At most 20 of each. */
export async function findSiteAhead(db: Supabase, of: { location: string } | { device: string }): Promise<SiteAhead> {
  const [id, args] =
    'location' in of ? [of.location, { p_location_id: of.location }] : [of.device, { p_device_id: of.device }]
  return isUuid(id) ? aheadSchema.parse(dataOf(await db.rpc('site_ahead', args))) : { orders: [], failures: [] }
}
