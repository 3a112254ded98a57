import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card, Section } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { DescriptionList, Missing } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, EmptyRow, NameCell, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext } from '@/lib/context.ts'
import { addDays, today } from '@/lib/dates.ts'
import { addressWords, plateWords, serialWords } from '@/lib/devices/device-words.ts'
import { wordFor } from '@/lib/devices/words.ts'
import { choices } from '@/lib/lists/filter-choices.ts'
import { OPEN_VISIT_STATES } from '@/lib/visits/words.ts'
import { WORK_KINDS, WORK_STATES } from '@/lib/work-orders/words.ts'
import { findWorkOrder, type WorkOrderPageData } from '@/lib/work-orders/work-order-page.ts'
import { AccessFacts } from '../../locations/access-facts.tsx'
import { VisitForm } from '../../schedule/visit-form.tsx'
import { StateForm } from './state-form.tsx'
import { Visits } from './visits.tsx'

export const metadata: Metadata = { title: 'Work order' }

export default async function WorkOrderPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { db, company, may } = await requireContext('work:read')
  const found = await findWorkOrder(db, id)
  if (found === null) notFound()
  const { order, visits, devices } = found
  const edit = may('work:write') && company.writable
  const people = found.people.map((person) => ({ value: person.id, label: person.name }))
  const open = visits.some((visit) => OPEN_VISIT_STATES.includes(visit.state))
  return (
    <>
      <PageHeader
        title={wordFor(WORK_KINDS, order.kind)}
        crumbs={[{ label: 'Work orders', href: '/work-orders' }]}
        actions={
          edit ? (
            <LinkButton href={`/work-orders/${id}/edit`} shortcut="e">
              Edit
            </LinkButton>
          ) : undefined
        }
        sub={`${order.customer_name} · ${addressWords(order)}`}
      />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-6">
          <Assemblies devices={devices} />
          <Section title="Visits" id="visits">
            <Visits visits={visits} people={people} timeZone={company.time_zone} edit={edit} />
          </Section>
          {edit && order.state === 'open' && !open ? (
            <Section title="Plan a visit" id="plan">
              <VisitForm
                key={visits.length}
                id={crypto.randomUUID()}
                workOrder={order.id}
                place={{
                  day: addDays(today(company.time_zone), 1),
                  time: '09:00',
                  profile_id: '',
                  minutes: String(order.minutes ?? 30),
                }}
                people={people}
              />
            </Section>
          ) : null}
        </div>
        <aside aria-label="Facts" className="grid content-start gap-4">
          <Facts order={order} edit={edit} />
          <Card title="Access" id="access">
            {order.access_notes === null ? null : <p className="whitespace-pre-line">{order.access_notes}</p>}
            <AccessFacts place={order} />
            <p>
              <TextLink href={`/locations/${order.location_id}`}>The location</TextLink>
            </p>
          </Card>
        </aside>
      </div>
    </>
  )
}

const OUTCOMES: Readonly<Record<string, string>> = { tested: 'Tested', left: 'Not tested', cancelled: 'Cancelled' }

function Assemblies({ devices }: { devices: WorkOrderPageData['devices'] }) {
  return (
    <Section title={`Assemblies${devices.length > 0 ? ` (${devices.length})` : ''}`} id="assemblies">
      <DataTable label="Assemblies" cards>
        <thead>
          <tr>
            <Th>Device</Th>
            <Th>District’s date</Th>
            <Th>State</Th>
          </tr>
        </thead>
        <tbody>
          {devices.length === 0 ? (
            <EmptyRow span={3}>None is listed. Work orders from the due list name their assemblies.</EmptyRow>
          ) : null}
          {devices.map((device) => (
            <tr key={device.id}>
              <NameCell
                href={`/devices/${device.id}`}
                name={serialWords(device.serial)}
                figures={device.serial !== null}
                sub={[plateWords(device), device.location_on_site].filter(Boolean).join(' · ')}
              />
              <Td label="Due">
                {device.district_due_on === null ? <Missing words="No date" /> : <Day day={device.district_due_on} />}
              </Td>
              <Td label="State">
                {device.test_record_id === null ? (
                  device.outcome === null ? (
                    'To be tested'
                  ) : (
                    wordFor(OUTCOMES, device.outcome)
                  )
                ) : (
                  <TextLink href={`/test-records/${device.test_record_id}`}>Tested</TextLink>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Section>
  )
}

function Facts({ order, edit }: { order: WorkOrderPageData['order']; edit: boolean }) {
  return (
    <Card title="Facts" id="facts">
      <DescriptionList
        facts={[
          {
            label: 'State',
            value: edit ? (
              <StateForm
                key={order.state}
                id={order.id}
                state={order.state}
                options={choices(Object.keys(WORK_STATES), WORK_STATES)}
              />
            ) : (
              wordFor(WORK_STATES, order.state)
            ),
          },
          { label: 'Due', value: order.due_on === null ? <Missing words="No day" /> : <Day day={order.due_on} /> },
          {
            label: 'Location',
            value: <TextLink href={`/locations/${order.location_id}`}>{addressWords(order)}</TextLink>,
          },
          {
            label: 'Customer',
            value: <TextLink href={`/customers/${order.customer_id}`}>{order.customer_name}</TextLink>,
          },
          {
            label: 'Estimated',
            value: order.minutes === null ? <Missing words="No estimate" /> : `${order.minutes} minutes`,
          },
          {
            label: 'Water off',
            value:
              order.water_off_from === null || order.water_off_to === null ? (
                <Missing words="Any time" />
              ) : (
                `${order.water_off_from.slice(0, 5)} to ${order.water_off_to.slice(0, 5)}`
              ),
          },
          { label: 'Purchase order', value: order.purchase_order_no ?? <Missing /> },
          {
            label: 'Approval',
            value: order.standing_approval ? 'Standing, each year' : <Missing words="Asked each time" />,
          },
          { label: 'Notes', value: order.notes ?? <Missing words="No notes" /> },
        ]}
      />
    </Card>
  )
}
