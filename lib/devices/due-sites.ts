import { dataOf } from '../errors.ts'
import { type ListFrame, readFrame } from '../lists/list-frame.ts'
import { COUNT_CAP, type ListQuery } from '../lists/list-rows.ts'
import type { Database, Json } from '../supabase/database.types.ts'
import type { Supabase } from '../supabase/server.ts'
import { type DeviceRow, deviceRow } from './list-devices.ts'

type Row = Database['public']['Views']['device_list']['Row']
/** An assembly at a site; `listed` when it is what was asked for, otherwise it only stands there too; `ordered` when a work order has it. */
export type SiteDevice = DeviceRow & { listed: boolean; ordered: boolean }
export type DueSite = { locationId: string; listed: SiteDevice[]; others: SiteDevice[] }
export type DueSites = {
  sites: DueSite[]
  /** Sites and assemblies that match; both counts stop at 1,000. */
  siteCount: number
  sitesCapped: boolean
  count: number
  capped: boolean
  frame: ListFrame
}

export const SITES_PER_PAGE = 25

/** One page of the due list: sites in the order of their earliest date, each with what is due and what else stands there. */
export async function listDueSites(db: Supabase, query: ListQuery & { page: number }): Promise<DueSites> {
  const { filters = [], search, sort = 'district_due_on', page, frameOf } = query
  const data = dataOf(
    await db.rpc('due_sites', {
      p_filters: filters satisfies Json,
      ...(search ? { p_search: search } : {}),
      p_by: sort.replace(/^-/, ''),
      p_limit: SITES_PER_PAGE,
      p_offset: (page - 1) * SITES_PER_PAGE,
      ...(frameOf ? { p_page: frameOf } : {}),
    }),
  )
  return sitesOf(data)
}

/** due_sites() answers rows of device_list with `listed` beside their columns. */
function sitesOf(data: Json): DueSites {
  const answer = data as unknown as {
    sites: { location_id: string; devices: (Row & { listed: boolean; ordered: boolean })[] }[]
    site_count: number
    total: number
    frame?: unknown
  }
  return {
    sites: answer.sites.map(({ location_id, devices }) => {
      const all = devices.map((row) => ({ ...deviceRow(row), listed: row.listed, ordered: row.ordered }))
      return {
        locationId: location_id,
        listed: all.filter((device) => device.listed),
        others: all.filter((device) => !device.listed),
      }
    }),
    siteCount: Math.min(answer.site_count, COUNT_CAP),
    sitesCapped: answer.site_count > COUNT_CAP,
    count: Math.min(answer.total, COUNT_CAP),
    capped: answer.total > COUNT_CAP,
    frame: readFrame(answer.frame),
  }
}
