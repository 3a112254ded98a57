import { Inbox } from 'lucide-react'
import type { Metadata } from 'next'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, MenuTd, Td, Th } from '@/app/_ui/table.tsx'
import { requireOperator } from '@/lib/context.ts'
import { formatInstant } from '@/lib/dates.ts'
import { listParked } from '@/lib/operator/desk.ts'
import { retryParkedAction } from '../actions.ts'
import { DeskTabs } from '../desk-tabs.tsx'
import { RowButton } from '../row-button.tsx'

export const metadata: Metadata = { title: 'Parked events' }

export default async function EventsPage() {
  const { db } = await requireOperator()
  const events = await listParked(db)
  return (
    <>
      <PageHeader
        title="Parked events"
        count={events.length}
        sub="What Stripe sent about customers that no company has. What is in them is never shown."
      />
      <DeskTabs on="/operator/events" />
      {events.length === 0 ? (
        <EmptyState
          icon={<Inbox aria-hidden="true" />}
          title="Nothing is parked"
          why="An event whose customer is unknown waits here. It is taken up by itself with the next event that names the company."
        />
      ) : (
        <DataTable label="Parked events" cards>
          <thead>
            <tr>
              <Th>Event</Th>
              <Th>Customer</Th>
              <Th>Came</Th>
              <Th>
                <span className="sr-only">What to do</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={event.id}>
                <th scope="row" className="card-head cut figures" title={event.id}>
                  {event.type}
                  <span className="sub cut">{event.id}</span>
                </th>
                <Td label="Customer" cut figures>
                  {event.stripe_customer_id}
                </Td>
                <Td label="Came">{formatInstant(event.received_at)} UTC</Td>
                <MenuTd>
                  <RowButton action={retryParkedAction} fields={{ id: event.id }} label="Try again" about={event.id} />
                </MenuTd>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </>
  )
}
