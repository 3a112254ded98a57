import { CalendarCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { LinkButton } from '@/app/_ui/button.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { addDays, formatDay, isDay, relativeDay, today } from '@/lib/dates.ts'
import { findMyDay } from '@/lib/visits/my-day.ts'
import { assembliesWords, durationWords } from '@/lib/visits/words.ts'
import { VisitCard } from './visit-card.tsx'

export const metadata: Metadata = { title: 'My day' }

/** The visits of whoever asks, in order, with what they need at the door. */
export default async function MyDayPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const context = await requireContext('visits:mark')
  const now = today(context.company.time_zone)
  const asked = param(params, 'day')
  const day = isDay(asked) ? asked : now
  const visits = await findMyDay(context, day)
  const agent = (await headers()).get('user-agent') ?? ''
  const devices = visits.reduce((sum, visit) => sum + visit.devices.length, 0)
  const minutes = visits.reduce((sum, visit) => sum + visit.minutes, 0)
  return (
    <>
      <PageHeader
        title="My day"
        count={visits.length}
        sub={`${formatDay(day)}, ${relativeDay(day, now)}${visits.length === 0 ? '' : `: ${assembliesWords(devices)}, ${durationWords(minutes)} on site`}`}
        actions={
          <>
            <LinkButton href={`/my-day?day=${addDays(day, -1)}`}>Day before</LinkButton>
            {day === now ? null : <LinkButton href="/my-day">Today</LinkButton>}
            <LinkButton href={`/my-day?day=${addDays(day, 1)}`}>Day after</LinkButton>
            {visits.length === 0 ? null : <LinkButton href={`/route?day=${day}`}>Route</LinkButton>}
            <LinkButton href="/my-day/calendar" variant="quiet">
              Calendar feed
            </LinkButton>
          </>
        }
      />
      {visits.length === 0 ? (
        <EmptyState
          icon={<CalendarCheck aria-hidden="true" />}
          title="No visit on this day"
          why="Visits that the office gives you stand here in order, with the address, who opens, and what is to be tested."
          action={<LinkButton href={`/my-day?day=${addDays(day, 1)}`}>Look at the next day</LinkButton>}
          example="For example: 9:00 AM, 12 Dock St, gate code 4711, 3 assemblies."
        />
      ) : (
        <ol className="grid max-w-prose gap-4">
          {visits.map((visit) => (
            <li key={visit.id}>
              <VisitCard
                visit={visit}
                timeZone={context.company.time_zone}
                edit={context.company.writable}
                office={context.may('work:write')}
                userAgent={agent}
              />
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
