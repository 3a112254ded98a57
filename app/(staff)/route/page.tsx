import { Route as RouteIcon } from 'lucide-react'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { Banner } from '@/app/_ui/banner.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { addDays, formatDay, isDay, relativeDay, today } from '@/lib/dates.ts'
import { isUuid } from '@/lib/lists/list-definition.ts'
import { env } from '@/lib/env.ts'
import { positionTrouble } from '@/lib/positions/place.ts'
import { type DayRoute, findRoute } from '@/lib/routes/find-route.ts'
import { moveWords } from '@/lib/routes/schema.ts'
import { durationWords } from '@/lib/visits/words.ts'
import { MapView } from '../map/map-view.tsx'
import { ApplyForm } from './apply-form.tsx'
import { StopTable } from './stop-table.tsx'

export const metadata: Metadata = { title: 'Route' }

/** The stops of somebody's day in a good order, with the ways between them; the office may give the visits these times. */
export default async function RoutePage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const context = await requireContext('visits:mark')
  const now = today(context.company.time_zone)
  const asked = param(params, 'day')
  const day = isDay(asked) ? asked : now
  const person = isUuid(param(params, 'person')) ? param(params, 'person') : null
  const route = await findRoute(context, day, person)
  const edit = context.may('work:write') && context.company.writable
  const moves = movesOf(route)
  const href = (other: string) => `/route?day=${other}${person === null ? '' : `&person=${person}`}`
  const agent = (await headers()).get('user-agent') ?? ''
  return (
    <>
      <PageHeader
        title="Route"
        count={route.stops.length}
        sub={[route.person?.name, `${formatDay(day)}, ${relativeDay(day, now)}`].filter(Boolean).join(' · ')}
        crumbs={
          person === null
            ? [{ label: 'My day', href: `/my-day?day=${day}` }]
            : [{ label: 'Schedule', href: `/schedule?view=day&day=${day}` }]
        }
        actions={
          <>
            <LinkButton href={href(addDays(day, -1))}>Day before</LinkButton>
            <LinkButton href={href(addDays(day, 1))}>Day after</LinkButton>
            {edit && moves.length > 0 ? <ApplyForm day={day} moves={moves} /> : null}
          </>
        }
      />
      {route.stops.length === 0 ? (
        <EmptyState
          icon={<RouteIcon aria-hidden="true" />}
          title="No open visit on this day"
          why="A route needs visits that are still to be done."
          action={<LinkButton href={href(addDays(day, 1))}>Look at the next day</LinkButton>}
          example="For example: five visits with 1 h 10 min on the road, instead of 1 h 55 min in the order of their times."
        />
      ) : (
        <div className="grid gap-4">
          <Said route={route} moves={moves.length} edit={edit} />
          <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,32rem)]">
            <StopTable route={route} userAgent={agent} />
            <MapView token={env().NEXT_PUBLIC_MAPBOX_TOKEN ?? null} route={lineOf(route)} />
          </div>
        </div>
      )}
    </>
  )
}

/** What the order is worth, what it cannot meet, and how sure the times are. */
function Said({ route, moves, edit }: { route: DayRoute; moves: number; edit: boolean }) {
  const { proposed, current, byRoad, office } = route
  const late = route.stops.filter((stop) => stop.planned.late > 0)
  const rough = route.stops.filter((stop) => positionTrouble(stop.position_precision, '') !== null).length
  const saved = current.driveMinutes - proposed.driveMinutes
  return (
    <div className="grid gap-2">
      <p className="text-ink-2">
        {durationWords(proposed.driveMinutes)} on the road
        {saved > 0 ? `, ${durationWords(saved)} less than as planned now` : ''}.{' '}
        {moves === 0
          ? 'The visits stand in this order and at these times already.'
          : edit
            ? ''
            : 'The office gives visits their times.'}{' '}
        {byRoad ? 'Drive times by road, without traffic.' : 'Drive times are estimates from the distance.'}{' '}
        {office === null ? 'The address of your company is not on the map, so the way from and to it is left out.' : ''}
      </p>
      {rough === 0 ? null : (
        <Banner tone="warn">
          {rough === 1 ? '1 stop is' : `${rough} stops are`} not at the address on the map, so the ways to and from
          there are rough.
        </Banner>
      )}
      {late.length === 0 ? null : (
        <Banner tone="danger">
          {late.length === 1 ? 'One time cannot' : `${late.length} times cannot`} be met:{' '}
          {late.map((stop) => `${stop.customer}, ${durationWords(stop.planned.late)} late`).join('; ')}.
        </Banner>
      )}
    </div>
  )
}

/** What has to be moved for the visits to stand as proposed. A promised time is not moved, also where it cannot be met. */
function movesOf({ stops }: DayRoute): string[] {
  return stops
    .filter((stop) => !stop.fixed && stop.planned.start !== stop.minute && stop.planned.start < 1440)
    .map((stop) => moveWords({ id: stop.id, version: stop.version, minute: stop.planned.start, was: stop.minute }))
}

function lineOf({ stops, office }: DayRoute) {
  return {
    office: office === null ? null : ([office.longitude, office.latitude] as const),
    stops: stops.map(({ customer, longitude, latitude }, index) => ({
      label: String(index + 1),
      name: customer,
      at: longitude === null || latitude === null ? null : ([longitude, latitude] as const),
    })),
  }
}
