import type { Metadata } from 'next'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, EmptyRow, Td, Th } from '@/app/_ui/table.tsx'
import { requireOperator } from '@/lib/context.ts'
import { formatInstant } from '@/lib/dates.ts'
import { listDeskLog } from '@/lib/operator/desk.ts'
import { DeskTabs } from '../desk-tabs.tsx'

export const metadata: Metadata = { title: 'Log of the desk' }

export default async function DeskLogPage() {
  const { db } = await requireOperator()
  const entries = await listDeskLog(db)
  return (
    <>
      <PageHeader title="Log" sub="What the desk did, the last hundred entries." />
      <DeskTabs on="/operator/log" />
      <DataTable label="Log of the desk" cards dense>
        <thead>
          <tr>
            <Th>When</Th>
            <Th>Who</Th>
            <Th>What</Th>
            <Th>About</Th>
          </tr>
        </thead>
        <tbody>
          {entries.length === 0 ? <EmptyRow span={4}>Nothing was done yet.</EmptyRow> : null}
          {entries.map((entry) => (
            <tr key={entry.id}>
              <th scope="row" className="card-head">
                {formatInstant(entry.happened_at)} UTC
              </th>
              <Td label="Who" cut>
                {entry.who ?? 'Somebody who is gone'}
              </Td>
              <Td label="What">{`${entry.event.slice(0, 1).toUpperCase()}${entry.event.slice(1)}`}</Td>
              <Td label="About" cut figures>
                {aboutOf(entry.facts)}
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </>
  )
}

function aboutOf(facts: unknown): string {
  return typeof facts === 'object' && facts !== null ? Object.values(facts).map(String).join(' · ') : ''
}
