import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card, Section } from '@/app/_ui/card.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { TrendChart } from '@/app/_ui/trend-chart.tsx'
import { isAssemblyType } from '@/lib/backflow/assembly.ts'
import { requireContext } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { findDevicePage } from '@/lib/devices/device-page.ts'
import { listPhotos } from '@/lib/devices/photos.ts'
import { plateWords, serialWords } from '@/lib/devices/device-words.ts'
import { nextDueOf } from '@/lib/devices/next-due.ts'
import { trendsOf } from '@/lib/devices/trends.ts'
import { CHOSEN_STATUSES, STATUS_WORDS } from '@/lib/devices/words.ts'
import { choices } from '@/lib/lists/filter-choices.ts'
import { findSiteAhead } from '@/lib/work-orders/site-ahead.ts'
import { AheadCard } from '../../work-orders/ahead-card.tsx'
import { DueBadge } from '../due-state.tsx'
import { DeviceMenu } from './device-menu.tsx'
import { DueCard } from './due-card.tsx'
import { FactsRail } from './facts-rail.tsx'
import { DeviceHistory } from './history.tsx'
import { PhotosCard } from './photos-card.tsx'

export const metadata: Metadata = { title: 'Device' }

export default async function DevicePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const context = await requireContext('devices:read')
  const [data, photos, ahead] = await Promise.all([
    findDevicePage(context.db, id),
    context.may('photos:read') ? listPhotos(context.db, id) : [],
    context.may('work:read') ? findSiteAhead(context.db, { device: id }) : null,
  ])
  if (data === null) notFound()
  const { device, customer } = data
  const day = today(context.company.time_zone)
  const edit = context.may('devices:write') && context.company.writable
  const next = nextDueOf(device, data.due_inputs)
  const trends = isAssemblyType(device.type) ? trendsOf(device.type, data.tests, next.rules.profile) : []
  const first = data.test_count === 0 && data.replaces !== null
  return (
    <>
      <PageHeader
        title={<span className={device.serial === null ? undefined : 'figures'}>{serialWords(device.serial)}</span>}
        crumbs={[
          { label: 'Devices', href: '/devices' },
          { label: customer.name, href: `/customers/${customer.id}` },
        ]}
        state={<DueBadge of={device} today={day} large />}
        sub={[plateWords(device), device.location_on_site].filter(Boolean).join(' · ')}
        actions={
          <>
            {edit ? (
              <>
                <DeviceMenu
                  id={id}
                  name={serialWords(device.serial)}
                  status={device.status}
                  statuses={choices(CHOSEN_STATUSES, STATUS_WORDS)}
                  tests={data.test_count}
                />
                <LinkButton href={`/devices/${id}/edit`} shortcut="e">
                  Edit
                </LinkButton>
              </>
            ) : null}
            {context.may('tests:write') && context.company.writable ? (
              <LinkButton
                href={`/record-test?device=${id}${first ? '&type=INITIAL' : ''}`}
                variant="primary"
                shortcut="c"
              >
                {first ? 'Record its initial test' : 'Record a test'}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid content-start gap-6">
          <DueCard data={data} next={next} today={day} edit={edit} />
          {trends.length === 0 ? null : (
            <Card title="Readings" id="readings">
              <div className="grid gap-x-8 gap-y-6 xl:grid-cols-2">
                {trends.map(({ label, limitHundredths, readings }) => (
                  <TrendChart
                    key={label}
                    label={label}
                    readings={readings}
                    {...(limitHundredths === null ? {} : { limitHundredths })}
                  />
                ))}
              </div>
            </Card>
          )}
          <Section
            title="History"
            id="history"
            actions={
              data.test_count > data.tests.length ? (
                <TextLink href={`/test-records?device=${id}`}>All {data.test_count} tests</TextLink>
              ) : undefined
            }
          >
            <DeviceHistory data={data} timeZone={context.company.time_zone} />
          </Section>
        </div>
        <FactsRail
          data={data}
          today={day}
          edit={edit}
          prices={context.may('prices:read')}
          planned={ahead === null ? null : <AheadCard ahead={ahead} timeZone={context.company.time_zone} />}
        >
          <PhotosCard device={id} photos={photos} edit={context.may('photos:write') && context.company.writable} />
        </FactsRail>
      </div>
    </>
  )
}
