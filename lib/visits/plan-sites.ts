import { z } from 'zod'
import type { Context } from '../context.ts'
import type { Day } from '../dates.ts'
import { DUE } from '../devices/device-lists.ts'
import { ok, refusalSentence, refuse, type Result } from '../errors.ts'
import { listRows } from '../lists/list-rows.ts'
import { readList } from '../lists/read-list.ts'
import { type Planned, planVisits } from './plan-visits.ts'

/** Assemblies of one plan at most, as plan_visits() takes them. */
const MOST = 500

export const sitesSchema = z.object({
  plan_id: z.guid(),
  site: z
    .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.guid(), 'Tick at least one site.'))
    .refine((all) => all.length <= MOST, 'Choose between 1 and 500 sites.'),
  /** The query of the map's address: the same words as the due list's. */
  query: z.string().max(2000),
})

/** Plans the assemblies of some sites that the due list would show under the same filters. */
export async function planSites(
  context: Context,
  { plan_id, site, query }: z.infer<typeof sitesSchema>,
  today: Day,
): Promise<Result<Planned>> {
  const { filters, search } = readList(DUE, Object.fromEntries(new URLSearchParams(query)), { today }).query
  const { rows } = await listRows(context.db, 'device_list', {
    filters: [...filters, { column: 'location_id', op: 'in', value: site }],
    ...(search === undefined ? {} : { search }),
    pageSize: MOST + 1,
  })
  const ids = rows.flatMap(({ id }) => (id === null ? [] : [id]))
  if (ids.length > MOST) return refuse('too_many_rows', refusalSentence('too_many_rows') ?? '')
  return ids.length === 0 ? ok({ planned: 0, sites: 0, elsewhere: 0 }) : planVisits(context, plan_id, ids)
}
