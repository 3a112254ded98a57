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
import { type CustomerPageData, findCustomerPage } from '@/lib/customers/customer-page.ts'
import { formatPhone } from '@/lib/customers/phone.ts'
import { today } from '@/lib/dates.ts'
import { addressWords } from '@/lib/devices/device-words.ts'
import { DeleteButton } from '../../delete-button.tsx'
import { DevicesOnPage, TestsOnPage } from '../../devices/devices-on-page.tsx'
import { deleteCustomerAction, restoreCustomerAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Customer' }

export default async function CustomerPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const context = await requireContext('customers:read')
  const data = await findCustomerPage(context.db, id)
  if (data === null) notFound()
  const { customer, locations, devices, device_count, tests } = data
  const branch = context.branches.find((one) => one.id === customer.branch_id)
  const edit = context.may('customers:write') && context.company.writable
  return (
    <>
      <PageHeader
        title={customer.name}
        crumbs={[{ label: 'Customers', href: '/customers' }]}
        {...(customer.parent_name === null ? {} : { sub: `Belongs to ${customer.parent_name}` })}
        actions={
          edit ? (
            <>
              <LinkButton href={`/customers/${id}/edit`} shortcut="e">
                Edit
              </LinkButton>
              <LinkButton href={`/locations/new?customer=${id}`} variant="primary" shortcut="c">
                Add a location
              </LinkButton>
            </>
          ) : undefined
        }
      />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-6">
          <Section
            title={`Assemblies${device_count > 0 ? ` (${device_count})` : ''}`}
            id="devices"
            actions={
              device_count > devices.length ? <TextLink href={`/devices?customer=${id}`}>Show all</TextLink> : undefined
            }
          >
            <DevicesOnPage devices={devices} today={today(context.company.time_zone)} places />
          </Section>
          <Section title="Locations" id="locations">
            <Locations locations={locations} />
          </Section>
          <Section
            title="Latest tests"
            id="tests"
            actions={
              tests.length > 0 ? <TextLink href={`/test-records?customer=${id}`}>All tests</TextLink> : undefined
            }
          >
            <TestsOnPage tests={tests} />
          </Section>
        </div>
        <aside aria-label="Facts" className="grid content-start gap-4">
          <Contact customer={customer} />
          {branch === undefined ? null : (
            <Card title="Branch" id="branch">
              <p>{branch.name}</p>
            </Card>
          )}
          <Card title="Notes" id="notes">
            {customer.notes === null ? (
              <p className="text-ink-3">Nothing noted.</p>
            ) : (
              <p className="whitespace-pre-line">{customer.notes}</p>
            )}
          </Card>
          <Card title="Customer portal" id="portal">
            <p>
              <TextLink href={`/customers/${id}/portal`}>Who sees these papers, and what they ask for</TextLink>
            </p>
          </Card>
          {edit ? (
            <DeleteButton
              id={id}
              name={customer.name}
              action={deleteCustomerAction}
              restore={restoreCustomerAction}
              list="/customers"
            >
              Delete the customer
            </DeleteButton>
          ) : null}
        </aside>
      </div>
    </>
  )
}

function Contact({ customer }: Pick<CustomerPageData, 'customer'>) {
  const mail = addressWords({ line1: customer.line1 ?? '', line2: customer.line2, city: customer.city })
  return (
    <Card title="Contact" id="contact">
      <DescriptionList
        facts={[
          { label: 'Contact', value: customer.contact_name },
          {
            label: 'Phone',
            value:
              customer.phone === null ? null : (
                <a className="link" href={`tel:${customer.phone.replace(';ext=', ',')}`}>
                  {formatPhone(customer.phone)}
                </a>
              ),
          },
          {
            label: 'Email',
            value:
              customer.email === null ? null : (
                <a className="link break-all" href={`mailto:${customer.email}`}>
                  {customer.email}
                </a>
              ),
          },
          {
            label: 'Mail to',
            value: mail === '' ? null : [mail, customer.state, customer.zip].filter(Boolean).join(' '),
          },
        ]}
      />
    </Card>
  )
}

function Locations({ locations }: Pick<CustomerPageData, 'locations'>) {
  return (
    <DataTable label="Locations" cards>
      <thead>
        <tr>
          <Th>Address</Th>
          <Th>City</Th>
          <Th num>Assemblies</Th>
          <Th>Next due</Th>
        </tr>
      </thead>
      <tbody>
        {locations.length === 0 ? <EmptyRow span={4}>No location is on file yet. Add the first one.</EmptyRow> : null}
        {locations.map((location) => (
          <tr key={location.id}>
            <NameCell
              href={`/locations/${location.id}`}
              name={addressWords({ line1: location.line1, line2: location.line2 })}
              sub={location.name}
            />
            <Td label="City" cut>
              {[location.city, location.state, location.zip].filter(Boolean).join(' ')}
            </Td>
            <Td label="Assemblies" num>
              {location.devices}
            </Td>
            <Td label="Next due">
              {location.next_due_on === null ? <Missing words="Nothing due" /> : <Day day={location.next_due_on} />}
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}
