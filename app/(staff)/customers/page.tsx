import { Building2 } from 'lucide-react'
import type { Metadata } from 'next'
import { Banner } from '@/app/_ui/banner.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import type { Params } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { countWords } from '@/app/_ui/count-words.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { DataTable, EmptyRow, NameCell, SortTh, Td, Th } from '@/app/_ui/table.tsx'
import { requireContext } from '@/lib/context.ts'
import { CUSTOMERS } from '@/lib/customers/customer-list.ts'
import { formatPhone } from '@/lib/customers/phone.ts'
import { early } from '@/lib/lists/early.ts'
import { listRows } from '@/lib/lists/list-rows.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'
import { pack } from '@/lib/packed.ts'
import { countOpenRequests } from '@/lib/portal/portal-people.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { ListViews } from '../list-views.tsx'

export const metadata: Metadata = { title: 'Customers' }

const PATH = '/customers'

export default async function CustomersPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { query, asked } = readList(CUSTOMERS, params)
  const list = early(listRows(await supabase(), 'customer_list', { ...query, frameOf: PATH }))
  const context = await requireContext(CUSTOMERS.permission)
  const { rows, count, capped, frame } = await list
  const waiting = context.may('customers:write') ? await countOpenRequests(context.db) : 0
  const edit = context.may('customers:write') && context.company.writable
  const head = { path: PATH, params, fallback: CUSTOMERS.defaultSort }
  return (
    <>
      <PageHeader
        title="Customers"
        count={countWords(count, capped)}
        actions={
          edit ? (
            <LinkButton href="/customers/new" variant="primary" shortcut="c">
              New customer
            </LinkButton>
          ) : undefined
        }
      />
      {waiting === 0 ? null : (
        <div className="mb-4">
          <Banner action={<LinkButton href="/customers/requests">Answer them</LinkButton>}>
            {waiting === 1
              ? 'A customer asks for something in the portal.'
              : `Customers ask for ${waiting} things in the portal.`}
          </Banner>
        </div>
      )}
      {count === 0 && query.search === undefined && Object.keys(asked).length === 0 && query.page === 1 ? (
        <EmptyState
          icon={<Building2 aria-hidden="true" />}
          title="No customers on file yet"
          why="A customer owns locations, and at each location stand assemblies. Importing your sheet brings in all three at once."
          action={
            edit ? (
              <div className="flex flex-wrap justify-center gap-2">
                <LinkButton href="/imports/new" variant="primary">
                  Import a sheet
                </LinkButton>
                <LinkButton href="/customers/new">Add a customer</LinkButton>
              </div>
            ) : undefined
          }
          example="For example: Oceanview Apartments, (561) 555-0100, with 12 Dock St and 40 Harbor Way."
        />
      ) : (
        <>
          <ListViews path={PATH} params={params} builtIn={[{ label: 'All', query: '' }]} views={frame.views} />
          <FilterBar
            path={PATH}
            params={params}
            search="Name, phone or email"
            filters={pack([{ kind: 'choice', name: 'city', label: 'City', from: 'cities' }])}
          >
            <LinkButton href={fileHref('customers', params)} download variant="quiet">
              CSV
            </LinkButton>
          </FilterBar>
          <DataTable label="Customers" cards>
            <thead>
              <tr>
                <SortTh by="name" {...head}>
                  Customer
                </SortTh>
                <Th>Contact</Th>
                <SortTh by="city" {...head}>
                  City
                </SortTh>
                <SortTh by="locations" {...head} num>
                  Locations
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
                <EmptyRow span={6}>No customer matches. Take the filter out, or search for less.</EmptyRow>
              ) : null}
              {rows.map((row) => (
                <tr key={row.id}>
                  <NameCell href={`/customers/${row.id}`} name={row.name ?? ''} sub={row.parent_name} />
                  <Td label="Contact" cut>
                    {[row.contact_name, row.phone === null ? null : formatPhone(row.phone)]
                      .filter(Boolean)
                      .join(', ') ||
                      row.email || <Missing />}
                  </Td>
                  <Td label="City" cut>
                    {row.city ?? <Missing />}
                  </Td>
                  <Td label="Locations" num>
                    {row.locations}
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
