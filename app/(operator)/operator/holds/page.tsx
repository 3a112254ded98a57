import type { Metadata } from 'next'
import { Card } from '@/app/_ui/card.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, EmptyRow, MenuTd, Td, Th } from '@/app/_ui/table.tsx'
import { requireOperator } from '@/lib/context.ts'
import { formatInstant } from '@/lib/dates.ts'
import { listHolds } from '@/lib/operator/desk.ts'
import { liftHoldAction } from '../actions.ts'
import { DeskTabs } from '../desk-tabs.tsx'
import { RowButton } from '../row-button.tsx'
import { HoldForm } from './form.tsx'

export const metadata: Metadata = { title: 'Legal holds' }

export default async function HoldsPage() {
  const { db } = await requireOperator()
  const holds = await listHolds(db)
  return (
    <>
      <PageHeader
        title="Legal holds"
        count={holds.length}
        sub="While a hold stands nothing of the company is deleted. Its admins see that it stands and since when, not why."
      />
      <DeskTabs on="/operator/holds" />
      <div className="grid gap-4">
        <DataTable label="Legal holds" cards>
          <thead>
            <tr>
              <Th>Company</Th>
              <Th>Reason</Th>
              <Th>Since</Th>
              <Th>
                <span className="sr-only">What to do</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {holds.length === 0 ? <EmptyRow span={4}>No hold stands.</EmptyRow> : null}
            {holds.map((hold) => (
              <tr key={hold.company_id}>
                <th scope="row" className="card-head cut" title={hold.name}>
                  {hold.name}
                  <span className="sub cut">{hold.company_id}</span>
                </th>
                <Td label="Reason">{hold.reason}</Td>
                <Td label="Since">{formatInstant(hold.since)} UTC</Td>
                <MenuTd>
                  <RowButton
                    action={liftHoldAction}
                    fields={{ company_id: hold.company_id }}
                    label="Lift"
                    about={hold.name}
                  />
                </MenuTd>
              </tr>
            ))}
          </tbody>
        </DataTable>
        <Card title="Set a hold" id="set" className="max-w-form">
          <HoldForm />
        </Card>
      </div>
    </>
  )
}
