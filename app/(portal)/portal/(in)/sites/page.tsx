import type { Metadata } from 'next'
import { Mark } from '@/app/_ui/badge.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { DataTable, EmptyRow, NameCell, Td, Th } from '@/app/_ui/table.tsx'
import { addressWords } from '@/lib/devices/device-words.ts'
import { requirePortal } from '@/lib/portal/portal-context.ts'
import { listPortalSites, type PortalSite } from '@/lib/portal/portal-pages.ts'
import { pageOf, PortalSearch } from '../../portal-search.tsx'

export const metadata: Metadata = { title: 'Sites' }

const PATH = '/portal/sites'

/** Every site with what stands there and what is wrong with it. */
export default async function PortalSitesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db } = await requirePortal()
  const [q, page] = [param(params, 'q').trim(), pageOf(param(params, 'page'))]
  const { count, rows } = await listPortalSites(db, { q, page })
  return (
    <>
      <h1 className="text-xl font-semibold">Sites</h1>
      <PortalSearch path={PATH} q={q} help="Name, address or zip" />
      <div>
        <DataTable label="Sites" cards>
          <thead>
            <tr>
              <Th>Address</Th>
              <Th>City</Th>
              <Th num>Assemblies</Th>
              <Th>Next due</Th>
              <Th>State</Th>
            </tr>
          </thead>
          <tbody>
            {rows.length === 0 ? <EmptyRow span={5}>No site is like that.</EmptyRow> : null}
            {rows.map((site) => (
              <tr key={site.id}>
                <NameCell
                  href={`/portal/assemblies?site=${site.id}`}
                  name={addressWords({ line1: site.line1, line2: site.line2 })}
                  sub={site.name}
                />
                <Td label="City">{[site.city, site.state, site.zip].filter(Boolean).join(' ')}</Td>
                <Td label="Assemblies" num>
                  {site.assemblies}
                </Td>
                <Td label="Next due">
                  {site.next_due_on === null ? <Missing words="Nothing due" /> : <Day day={site.next_due_on} />}
                </Td>
                <Td label="State">
                  <SiteState site={site} />
                </Td>
              </tr>
            ))}
          </tbody>
        </DataTable>
        <Pagination path={PATH} params={params} page={page} count={count} shown={rows.length} />
      </div>
    </>
  )
}

function SiteState({ site }: { site: PortalSite }) {
  if (site.failed > 0) return <Mark tone="fail">{site.failed} failed</Mark>
  if (site.overdue > 0) return <Mark tone="overdue">{site.overdue} overdue</Mark>
  if (site.due_soon > 0) return <Mark tone="due">{site.due_soon} due soon</Mark>
  return <Mark tone="pass">In order</Mark>
}
