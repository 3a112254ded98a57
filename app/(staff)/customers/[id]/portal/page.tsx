import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Badge } from '@/app/_ui/badge.tsx'
import { Card, Section } from '@/app/_ui/card.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { DataTable, EmptyRow, Td, Th } from '@/app/_ui/table.tsx'
import { requireContext } from '@/lib/context.ts'
import { formatInstant, now } from '@/lib/dates.ts'
import { type CustomerPortal, findCustomerPortal } from '@/lib/portal/portal-people.ts'
import { RequestCard } from '../../portal-request.tsx'
import { EndAccess, LetInForm, SendAgain } from './forms.tsx'

export const metadata: Metadata = { title: 'Customer portal' }

/** Who sees a customer's papers: invited, sent again, ended; and what they ask for. */
export default async function CustomerPortalPage({ params }: { params: Promise<{ id: string }> }) {
  const { db, company, may } = await requireContext('customers:read')
  const portal = await findCustomerPortal(db, (await params).id)
  if (portal === null) notFound()
  const write = may('customers:write')
  const edit = write && company.writable
  return (
    <>
      <PageHeader
        title="Customer portal"
        crumbs={[
          { label: 'Customers', href: '/customers' },
          { label: portal.name, href: `/customers/${portal.id}` },
        ]}
        sub="Whoever is let in sees this customer’s sites, assemblies, reports, quotes, invoices and visits, and nothing else. They sign in with a link by mail."
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 content-start gap-6">
          <Section title="Who has access" id="people">
            <People portal={portal} timeZone={company.time_zone} edit={edit} end={write} />
          </Section>
          <Section title="What they ask for" id="requests">
            {portal.requests.length === 0 ? <p className="text-ink-2">Nothing yet.</p> : null}
            <ul className="grid gap-4">
              {portal.requests.map((request) => (
                <RequestCard key={request.id} request={request} timeZone={company.time_zone} edit={edit} />
              ))}
            </ul>
          </Section>
        </div>
        {edit ? (
          <Card title="Let somebody in" id="let-in">
            <LetInForm
              customer={portal.id}
              email={portal.email}
              name={portal.contact_name}
              key={portal.people.length}
            />
          </Card>
        ) : null}
      </div>
    </>
  )
}

function People({
  portal,
  timeZone,
  edit,
  end,
}: {
  portal: CustomerPortal
  timeZone: string
  edit: boolean
  end: boolean
}) {
  return (
    <DataTable label="Who has access" cards>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>State</Th>
          <Th>Last seen</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {portal.people.length === 0 ? <EmptyRow span={4}>Nobody is let in yet.</EmptyRow> : null}
        {portal.people.map((person) => (
          <tr key={person.id}>
            <th scope="row" className="card-head">
              {person.full_name}
              <span className="sub">{person.email}</span>
            </th>
            <Td label="State">
              {person.accepted_at !== null ? (
                <Badge tone="pass">Has access</Badge>
              ) : person.expires_at < now() ? (
                <Badge tone="overdue">Invitation expired</Badge>
              ) : (
                <Badge tone="info">Invited</Badge>
              )}
            </Td>
            <Td label="Last seen">
              {person.last_seen_at === null ? 'Not yet' : formatInstant(person.last_seen_at, timeZone)}
            </Td>
            <Td>
              <div className="flex flex-wrap justify-end gap-2">
                {edit && person.accepted_at === null ? (
                  <SendAgain customer={portal.id} email={person.email} name={person.full_name} />
                ) : null}
                {end ? <EndAccess id={person.id} name={person.full_name} /> : null}
              </div>
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}
