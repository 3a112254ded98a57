import type { Metadata } from 'next'
import { LifeBuoy } from 'lucide-react'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, MenuTd, Td, Th } from '@/app/_ui/table.tsx'
import { requireOperator } from '@/lib/context.ts'
import { formatInstant } from '@/lib/dates.ts'
import { listSupport } from '@/lib/operator/desk.ts'
import { openSupportAction } from './actions.ts'
import { DeskTabs } from './desk-tabs.tsx'
import { RowButton } from './row-button.tsx'

export const metadata: Metadata = { title: 'Support' }

export default async function DeskPage() {
  const { db } = await requireOperator()
  const grants = await listSupport(db)
  return (
    <>
      <PageHeader
        title="Support"
        sub="Companies that let us look in now. We read and change nothing; each opening stands in their audit log."
      />
      <DeskTabs on="/operator" />
      {grants.length === 0 ? (
        <EmptyState
          icon={<LifeBuoy aria-hidden="true" />}
          title="No company lets support look in"
          why="An admin of the company allows it under Settings, Privacy, for 1 hour to 7 days. Without that nobody of us sees its data."
        />
      ) : (
        <DataTable label="Companies that let support look in" cards>
          <thead>
            <tr>
              <Th>Company</Th>
              <Th>Until</Th>
              <Th>
                <span className="sr-only">What to do</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {grants.map((grant) => (
              <tr key={grant.grant_id}>
                <th scope="row" className="card-head">
                  {grant.name}
                  {grant.is_open ? <span className="sub">Open now</span> : null}
                </th>
                <Td label="Until">{formatInstant(grant.ends_at)} UTC</Td>
                <MenuTd>
                  <RowButton
                    action={openSupportAction}
                    fields={{ company_id: grant.company_id, grant_id: grant.grant_id }}
                    label="Look in"
                    about={grant.name}
                  />
                </MenuTd>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </>
  )
}
