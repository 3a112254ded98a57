import { MapPin } from 'lucide-react'
import type { Metadata } from 'next'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import type { Params } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { countWords } from '@/app/_ui/count-words.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { DataTable, EmptyRow, NameCell, SortTh, Td } from '@/app/_ui/table.tsx'
import { requireContext } from '@/lib/context.ts'
import { addressWords } from '@/lib/devices/device-words.ts'
import { early } from '@/lib/lists/early.ts'
import { listRows } from '@/lib/lists/list-rows.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'
import { LOCATIONS } from '@/lib/locations/location-list.ts'
import { pack } from '@/lib/packed.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { ListViews } from '../list-views.tsx'

export const metadata: Metadata = { title: 'Locations' }

const PATH = '/locations'

export default async function LocationsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { query, asked } = readList(LOCATIONS, params)
  const list = early(listRows(await supabase(), 'location_list', { ...query, frameOf: PATH }))
  const context = await requireContext(LOCATIONS.permission)
  const { rows, count, capped, frame } = await list
  const edit = context.may('customers:write') && context.company.writable
  const head = { path: PATH, params, fallback: LOCATIONS.defaultSort }
  return (
    <>
      <PageHeader
        title="Locations"
        count={countWords(count, capped)}
        actions={
          edit ? (
            <LinkButton href="/locations/new" variant="primary" shortcut="c">
              New location
            </LinkButton>
          ) : undefined
        }
      />
      {count === 0 && query.search === undefined && Object.keys(asked).length === 0 && query.page === 1 ? (
        <EmptyState
          icon={<MapPin aria-hidden="true" />}
          title="No locations on file yet"
          why="A location is where assemblies stand: one address of one customer, with how to get in. Importing your sheet brings them in with their customers."
          action={
            edit ? (
              <div className="flex flex-wrap justify-center gap-2">
                <LinkButton href="/imports/new" variant="primary">
                  Import a sheet
                </LinkButton>
                <LinkButton href="/locations/new">Add a location</LinkButton>
              </div>
            ) : undefined
          }
          example="For example: 12 Dock St, Jupiter. Gate code at the office; the pump room is behind building C."
        />
      ) : (
        <>
          <ListViews path={PATH} params={params} builtIn={[{ label: 'All', query: '' }]} views={frame.views} />
          <FilterBar
            path={PATH}
            params={params}
            search="Street, city or name"
            filters={pack([
              { kind: 'choice', name: 'city', label: 'City', from: 'cities' },
              { kind: 'text', name: 'zip', label: 'Zip starts with' },
            ])}
            keep={['customer']}
          >
            <LinkButton href={fileHref('locations', params)} download variant="quiet">
              CSV
            </LinkButton>
          </FilterBar>
          <DataTable label="Locations" cards>
            <thead>
              <tr>
                <SortTh by="address" {...head}>
                  Address
                </SortTh>
                <SortTh by="city" {...head}>
                  City
                </SortTh>
                <SortTh by="zip" {...head}>
                  Zip
                </SortTh>
                <SortTh by="customer" {...head}>
                  Customer
                </SortTh>
                <SortTh by="devices" {...head} num>
                  Assemblies
                </SortTh>
                <SortTh by="due" {...head}>
                  Next due
                </SortTh>
              </tr>
            </thead>
            <tbody>
              {rows.length === 0 ? (
                <EmptyRow span={6}>No location matches. Take a filter out, or search for less.</EmptyRow>
              ) : null}
              {rows.map((row) => (
                <tr key={row.id}>
                  <NameCell
                    href={`/locations/${row.id}`}
                    name={addressWords({ line1: row.line1 ?? '', line2: row.line2 })}
                    sub={row.name}
                  />
                  <Td label="City" cut>
                    {row.city ?? <Missing />}
                  </Td>
                  <Td label="Zip" figures>
                    {row.zip ?? <Missing />}
                  </Td>
                  <Td label="Customer" cut>
                    {row.customer_name}
                  </Td>
                  <Td label="Assemblies" num>
                    {row.devices}
                  </Td>
                  <Td label="Next due">
                    {row.next_due_on === null ? <Missing words="Nothing due" /> : <Day day={row.next_due_on} />}
                  </Td>
                </tr>
              ))}
            </tbody>
          </DataTable>
          <Pagination path={PATH} params={params} page={query.page} count={count} capped={capped} shown={rows.length} />
        </>
      )}
    </>
  )
}
