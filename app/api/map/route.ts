import { type NextRequest, NextResponse } from 'next/server'
import { findContext } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { MAP } from '@/lib/devices/device-lists.ts'
import { dataOf } from '@/lib/errors.ts'
import { kickJobs } from '@/lib/jobs/kick-jobs.ts'
import { readList } from '@/lib/lists/read-list.ts'
import { logFault } from '@/lib/log.ts'
import { readSites } from '@/lib/positions/map-sites.ts'

/** Every site of the map's filters in one answer; what has no place yet is looked for meanwhile. */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const headers = { 'cache-control': 'private, no-store' }
  const context = await findContext()
  if (context === null || !context.may(MAP.permission))
    return NextResponse.json({ sites: [] }, { status: 401, headers })
  try {
    const params = Object.fromEntries(request.nextUrl.searchParams)
    const { query } = readList(MAP, params, { today: today(context.company.time_zone) })
    const sites = dataOf(
      await context.db.rpc('map_sites', {
        p_filters: query.filters,
        ...(query.search === undefined ? {} : { p_search: query.search }),
      }),
    )
    if (readSites(sites).some(({ lookedFor }) => !lookedFor)) kickJobs('find_positions')
    return NextResponse.json({ sites }, { headers })
  } catch (error) {
    return NextResponse.json({ sites: [], reference: logFault('map', error) }, { status: 500, headers })
  }
}
