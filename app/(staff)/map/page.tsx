import type { Metadata } from 'next'
import { LinkButton } from '@/app/_ui/button.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import { hrefWith, type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { MAP } from '@/lib/devices/device-lists.ts'
import { DEVICE_STATUSES, STATUS_WORDS } from '@/lib/devices/words.ts'
import { env } from '@/lib/env.ts'
import { dataOf } from '@/lib/errors.ts'
import { choices, TYPE_CHOICES } from '@/lib/lists/filter-choices.ts'
import { isUuid } from '@/lib/lists/list-definition.ts'
import { readFrame } from '@/lib/lists/list-frame.ts'
import { readList } from '@/lib/lists/read-list.ts'
import { pack } from '@/lib/packed.ts'
import type { Json } from '@/lib/supabase/database.types.ts'
import { ListViews } from '../list-views.tsx'
import { SiteMap } from './site-map.tsx'

export const metadata: Metadata = { title: 'Map' }

const PATH = '/map'
const VIEWS = [
  { label: 'All sites', query: '' },
  { label: 'To do', query: 'window=todo' },
  { label: 'Failed', query: 'window=failed' },
  { label: 'Overdue', query: 'window=overdue' },
  { label: '30 days', query: 'window=30' },
  { label: '60 days', query: 'window=60' },
  { label: '90 days', query: 'window=90' },
]

/** Where the sites are and what is due there; the filters are those of the due list. */
export default async function MapPage({ searchParams }: { searchParams: Promise<Params> }) {
  const { site, ...params } = await searchParams
  const context = await requireContext(MAP.permission)
  const { filters } = readList(MAP, params).query
  const frame = readFrame(dataOf(await context.db.rpc('map_frame', { p_filters: filters satisfies Json })))
  const first = param({ site }, 'site')
  const query = hrefWith('', params).replace(/^\?/, '')
  return (
    <>
      <PageHeader
        title="Map"
        sub="Sites by what is due there. Draw an area or tick sites in the list to plan their visits together."
      />
      <ListViews path={PATH} params={params} builtIn={VIEWS} views={frame.views} />
      <FilterBar
        path={PATH}
        params={params}
        search="Serial, customer or street"
        named={frame.named}
        filters={pack([
          { kind: 'choice', name: 'district', label: 'Purveyor', from: 'districts' },
          { kind: 'choice', name: 'city', label: 'City', from: 'cities' },
          { kind: 'text', name: 'zip', label: 'Zip starts with' },
          { kind: 'select', name: 'type', label: 'Type', options: TYPE_CHOICES },
          { kind: 'select', name: 'status', label: 'Status', options: choices(DEVICE_STATUSES, STATUS_WORDS) },
          { kind: 'day', name: 'from', label: 'Due from' },
          { kind: 'day', name: 'to', label: 'Due to' },
        ])}
        keep={['window']}
      >
        <LinkButton href={hrefWith('/due', params)} variant="quiet">
          Due list
        </LinkButton>
      </FilterBar>
      <SiteMap
        query={query}
        token={env().NEXT_PUBLIC_MAPBOX_TOKEN ?? null}
        first={isUuid(first) ? first : null}
        plan={context.may('work:write') && context.company.writable}
        edit={context.may('customers:write') && context.company.writable}
      />
    </>
  )
}
