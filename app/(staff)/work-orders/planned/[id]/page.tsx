import type { Metadata } from 'next'
import { Badge } from '@/app/_ui/badge.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { CalendarCheck } from 'lucide-react'
import { requireContext } from '@/lib/context.ts'
import { formatDay, formatInstant } from '@/lib/dates.ts'
import { addressWords, plateWords, serialWords } from '@/lib/devices/device-words.ts'
import { earlyWords } from '@/lib/visits/early-test.ts'
import { findPlan, type PlannedOrder } from '@/lib/visits/plan-visits.ts'
import { assembliesWords, durationWords } from '@/lib/visits/words.ts'
import { OfferForm } from './offer-form.tsx'
import { TakeBackButton } from './take-back-button.tsx'

export const metadata: Metadata = { title: 'Planned visits' }

/** What a plan made, site by site, and what else could be done on the same trip. */
export default async function PlannedPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<Params>
}) {
  const { id } = await params
  const elsewhere = Number(param(await searchParams, 'elsewhere'))
  const context = await requireContext('work:write')
  const orders = await findPlan(context, id)
  const open = orders.filter((order) => order.state === 'open')
  const count = open.reduce((sum, order) => sum + order.devices.length, 0)
  const minutes = open.reduce((sum, order) => sum + (order.minutes ?? 0), 0)
  const waiting = open.some((order) => order.visit_at === null)
  return (
    <>
      <PageHeader
        title="Planned visits"
        count={open.length}
        crumbs={[{ label: 'Due list', href: '/due' }]}
        sub={
          open.length === 0
            ? undefined
            : `${assembliesWords(count)} at ${open.length === 1 ? '1 site' : `${open.length} sites`}, about ${durationWords(minutes)} of work without the driving. Each site waits on the schedule for a day.`
        }
        actions={
          <>
            {waiting && context.company.writable ? <TakeBackButton planId={id} /> : null}
            <LinkButton href="/schedule" variant="primary">
              Open the schedule
            </LinkButton>
          </>
        }
      />
      {open.length === 0 ? (
        <EmptyState
          icon={<CalendarCheck aria-hidden="true" />}
          title="Nothing is planned here"
          why="This plan was taken back, or its visits are done. Choose assemblies on the due list to plan visits."
          action={<LinkButton href="/due">Open the due list</LinkButton>}
          example="Tick the assemblies that are due this month, then Plan visits: each site becomes one visit."
        />
      ) : (
        <div className="grid gap-4">
          {elsewhere > 0 ? (
            <p className="text-ink-2">
              {assembliesWords(elsewhere)} of those you ticked stood in an open work order already and stayed there.
            </p>
          ) : null}
          {open.map((order) => (
            <Order key={order.id} order={order} timeZone={context.company.time_zone} edit={context.company.writable} />
          ))}
        </div>
      )}
    </>
  )
}

function Order({ order, timeZone, edit }: { order: PlannedOrder; timeZone: string; edit: boolean }) {
  return (
    <Card
      id={`order-${order.id}`}
      title={<TextLink href={`/work-orders/${order.id}`}>{`${order.customer_name}, ${addressWords(order)}`}</TextLink>}
      actions={
        <span className="text-sm text-ink-2">
          {order.visit_at === null
            ? `about ${durationWords(order.minutes ?? 0)}`
            : formatInstant(order.visit_at, timeZone)}
        </span>
      }
    >
      {order.standing_approval ? (
        <p className="text-sm text-ink-2">Standing approval: the customer wants these tested each year.</p>
      ) : null}
      <ul className="grid gap-1">
        {order.devices.map((device) => (
          <li key={device.id} className="flex flex-wrap items-baseline gap-x-3">
            <TextLink href={`/devices/${device.id}`}>{serialWords(device.serial)}</TextLink>
            <span className="text-ink-2">
              {[plateWords(device), device.location_on_site].filter(Boolean).join(' · ')}
            </span>
            {device.compliance === 'OVERDUE' || device.compliance === 'FAILED_OPEN' ? (
              <Badge tone={device.compliance === 'OVERDUE' ? 'overdue' : 'fail'}>
                {device.compliance === 'OVERDUE' ? 'Overdue' : 'Failed'}
              </Badge>
            ) : device.due_on === null ? null : (
              <span className="text-sm text-ink-3">due {formatDay(device.due_on)}</span>
            )}
          </li>
        ))}
      </ul>
      {edit && order.visit_at === null && order.offered.length > 0 ? (
        <OfferForm
          site={addressWords(order)}
          offered={order.offered.map((device) => ({
            id: device.id,
            label: `${serialWords(device.serial)}, ${plateWords(device)}`,
            due: device.due_on === null ? 'no date' : `due ${formatDay(device.due_on)}`,
            warning: earlyWords(device.cost),
          }))}
        />
      ) : null}
    </Card>
  )
}
