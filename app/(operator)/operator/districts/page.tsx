import type { Metadata } from 'next'
import { Badge } from '@/app/_ui/badge.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, NameCell, Td, Th } from '@/app/_ui/table.tsx'
import { requireOperator } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { isStale } from '@/lib/districts/is-stale.ts'
import { listRulebook } from '@/lib/operator/desk.ts'
import { DeskTabs } from '../desk-tabs.tsx'

export const metadata: Metadata = { title: 'Rulebook' }

export default async function RulebookPage() {
  const { db } = await requireOperator()
  const districts = await listRulebook(db)
  const day = today()
  const stale = districts.filter((one) => isStale(one, day)).length
  return (
    <>
      <PageHeader
        title="Rulebook"
        count={districts.length}
        sub={stale === 0 ? 'Every entry was checked within its year.' : `${stale} to be checked again.`}
      />
      <DeskTabs on="/operator/districts" />
      <DataTable label="Rulebook" cards dense>
        <thead>
          <tr>
            <Th>Purveyor</Th>
            <Th>State</Th>
            <Th>Verified</Th>
            <Th>Check</Th>
          </tr>
        </thead>
        <tbody>
          {districts.map((district) => (
            <tr key={district.id}>
              <NameCell href={`/operator/districts/${district.id}`} name={district.name} />
              <Td label="State">{district.state}</Td>
              <Td label="Verified">
                <Day day={district.verified_on} />
              </Td>
              <Td label="Check" corner>
                {isStale(district, day) ? <Badge tone="due">Check again</Badge> : <Badge tone="muted">Verified</Badge>}
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </>
  )
}
