import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Card, Section } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { DescriptionList, Missing } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, EmptyRow, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext } from '@/lib/context.ts'
import { formatInstant } from '@/lib/dates.ts'
import { addressWords } from '@/lib/devices/device-words.ts'
import { wordFor } from '@/lib/devices/words.ts'
import { listPeople } from '@/lib/gauges/queries.ts'
import { choices } from '@/lib/lists/filter-choices.ts'
import { VISIT_STATES, WORK_KINDS, WORK_STATES } from '@/lib/work-orders/schema.ts'
import { findWorkOrder } from '@/lib/work-orders/work-order-page.ts'
import { setVisitStateAction, setWorkStateAction } from '../actions.ts'
import { StateForm } from './state-form.tsx'
import { VisitForm } from './visit-form.tsx'

export const metadata: Metadata = { title: 'Work order' }

export default async function WorkOrderPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { db, company, may } = await requireContext('work:read')
  const found = await findWorkOrder(db, id)
  if (found === null) notFound()
  const { order, visits } = found
  const edit = may('work:write') && company.writable
  const people = edit ? await listPeople(db) : []
  return (
    <>
      <PageHeader
        title={wordFor(WORK_KINDS, order.kind)}
        crumbs={[{ label: 'Work orders', href: '/work-orders' }]}
        sub={`${order.customer_name} · ${addressWords(order)}`}
      />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-6">
          <Section title="Visits" id="visits">
            <DataTable label="Visits" cards>
              <thead>
                <tr>
                  <Th>When</Th>
                  <Th>Who</Th>
                  <Th>Note</Th>
                  <Th>State</Th>
                </tr>
              </thead>
              <tbody>
                {visits.length === 0 ? <EmptyRow span={4}>No visit is planned yet.</EmptyRow> : null}
                {visits.map((visit) => (
                  <tr key={visit.id}>
                    <th scope="row" className="card-head day">
                      {formatInstant(visit.starts_at, company.time_zone)}
                      <span className="sub">{visit.minutes} minutes</span>
                    </th>
                    <Td label="Who" cut>
                      {visit.technician_name ?? <Missing words="Nobody yet" />}
                    </Td>
                    <Td label="Note" cut>
                      {visit.note ?? <Missing words="No note" />}
                    </Td>
                    <Td label="State">
                      {edit ? (
                        <StateForm
                          id={visit.id}
                          state={visit.state}
                          label="State of the visit"
                          options={choices(Object.keys(VISIT_STATES), VISIT_STATES)}
                          action={setVisitStateAction}
                        />
                      ) : (
                        wordFor(VISIT_STATES, visit.state)
                      )}
                    </Td>
                  </tr>
                ))}
              </tbody>
            </DataTable>
          </Section>
          {edit && order.state === 'open' ? (
            <Section title="Plan a visit" id="plan">
              <VisitForm
                key={visits.length}
                id={crypto.randomUUID()}
                workOrder={order.id}
                minutes={order.minutes}
                people={people.map((person) => ({ value: person.id, label: person.full_name }))}
              />
            </Section>
          ) : null}
        </div>
        <aside aria-label="Facts" className="grid content-start gap-4">
          <Card title="Facts" id="facts">
            <DescriptionList
              facts={[
                {
                  label: 'State',
                  value: edit ? (
                    <StateForm
                      id={order.id}
                      state={order.state}
                      label="State of the work order"
                      options={choices(Object.keys(WORK_STATES), WORK_STATES)}
                      action={setWorkStateAction}
                    />
                  ) : (
                    wordFor(WORK_STATES, order.state)
                  ),
                },
                {
                  label: 'Due',
                  value: order.due_on === null ? <Missing words="No day" /> : <Day day={order.due_on} />,
                },
                {
                  label: 'Location',
                  value: <TextLink href={`/locations/${order.location_id}`}>{addressWords(order)}</TextLink>,
                },
                {
                  label: 'Customer',
                  value: <TextLink href={`/customers/${order.customer_id}`}>{order.customer_name}</TextLink>,
                },
                { label: 'Purchase order', value: order.purchase_order_no ?? <Missing /> },
                { label: 'Notes', value: order.notes ?? <Missing words="No notes" /> },
              ]}
            />
          </Card>
        </aside>
      </div>
    </>
  )
}
