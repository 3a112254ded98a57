import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card, Section } from '@/app/_ui/card.tsx'
import { DescriptionList } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext } from '@/lib/context.ts'
import { formatPhone } from '@/lib/customers/phone.ts'
import { today } from '@/lib/dates.ts'
import { addressWords } from '@/lib/devices/device-words.ts'
import { findLocationPage, type LocationPageData } from '@/lib/locations/location-page.ts'
import { positionTrouble, PRECISION_WORDS } from '@/lib/positions/place.ts'
import { findSiteAhead } from '@/lib/work-orders/site-ahead.ts'
import { DeleteButton } from '../../delete-button.tsx'
import { AccessFacts } from '../access-facts.tsx'
import { DevicesOnPage, TestsOnPage } from '../../devices/devices-on-page.tsx'
import { AheadCard } from '../../work-orders/ahead-card.tsx'
import { deleteLocationAction, restoreLocationAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Location' }

export default async function LocationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const context = await requireContext('customers:read')
  const [data, ahead] = await Promise.all([
    findLocationPage(context.db, id),
    context.may('work:read') ? findSiteAhead(context.db, { location: id }) : null,
  ])
  if (data === null) notFound()
  const { location, customer, devices, device_count, tests } = data
  const edit = context.may('customers:write') && context.company.writable
  const phone = location.phone ?? customer.phone
  return (
    <>
      <PageHeader
        title={addressWords({ line1: location.line1, line2: location.line2 })}
        crumbs={[
          { label: 'Customers', href: '/customers' },
          { label: customer.name, href: `/customers/${customer.id}` },
        ]}
        sub={[location.name, [location.city, location.state, location.zip].filter(Boolean).join(' ')]
          .filter(Boolean)
          .join(' · ')}
        actions={
          edit ? (
            <>
              <LinkButton href={`/locations/${id}/edit`} shortcut="e">
                Edit
              </LinkButton>
              <LinkButton href={`/devices/new?location=${id}`} variant="primary" shortcut="c">
                Add an assembly
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
              device_count > devices.length ? <TextLink href={`/devices?location=${id}`}>Show all</TextLink> : undefined
            }
          >
            <DevicesOnPage devices={devices} today={today(context.company.time_zone)} />
          </Section>
          <Section
            title="Latest tests"
            id="tests"
            actions={
              tests.length > 0 ? <TextLink href={`/test-records?location=${id}`}>All tests</TextLink> : undefined
            }
          >
            <TestsOnPage tests={tests} />
          </Section>
        </div>
        <aside aria-label="Facts" className="grid content-start gap-4">
          {ahead === null ? null : <AheadCard ahead={ahead} timeZone={context.company.time_zone} />}
          <Card title="Access" id="access">
            {location.access_notes === null ? (
              <p className="text-ink-3">Nothing noted on how to get in.</p>
            ) : (
              <p className="whitespace-pre-line">{location.access_notes}</p>
            )}
            <AccessFacts place={{ ...location, contact_phone: phone }} />
          </Card>
          <Card title="Site" id="site">
            <DescriptionList
              facts={[
                {
                  label: 'Customer',
                  value: <TextLink href={`/customers/${customer.id}`}>{customer.name}</TextLink>,
                },
                { label: 'County', value: location.county },
                { label: 'On the map', value: <Position location={location} /> },
                {
                  label: 'Phone',
                  value:
                    phone === null ? null : (
                      <a className="link" href={`tel:${phone.replace(';ext=', ',')}`}>
                        {formatPhone(phone)}
                      </a>
                    ),
                },
                {
                  label: 'Email',
                  value:
                    location.email === null ? null : (
                      <a className="link break-all" href={`mailto:${location.email}`}>
                        {location.email}
                      </a>
                    ),
                },
              ]}
            />
          </Card>
          {edit ? (
            <DeleteButton
              id={id}
              name={location.line1}
              action={deleteLocationAction}
              restore={restoreLocationAction}
              list="/locations"
            >
              Delete the location
            </DeleteButton>
          ) : null}
        </aside>
      </div>
    </>
  )
}

/** How exactly the site is known to stand where the map shows it, and the way there. */
function Position({ location: { id, position_precision, position_at } }: Pick<LocationPageData, 'location'>) {
  return (
    <>
      {positionTrouble(position_precision, position_at) ??
        (position_precision === null ? '' : PRECISION_WORDS[position_precision])}{' '}
      <TextLink href={`/map?site=${id}`}>Show on the map</TextLink>
    </>
  )
}
