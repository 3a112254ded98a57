import { CalendarCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { LinkButton } from '@/app/_ui/button.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { Tabs } from '@/app/_ui/tabs.tsx'
import { requireContext } from '@/lib/context.ts'
import { addDays, formatDay, today } from '@/lib/dates.ts'
import { packRows } from '@/lib/packed.ts'
import { boardDays, findBoard } from '@/lib/visits/board.ts'
import { Board } from './board.tsx'

export const metadata: Metadata = { title: 'Schedule' }

/** Who goes where on which day, and beside it what still waits for one. */
export default async function SchedulePage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const context = await requireContext('schedule:read')
  const { company } = context
  const view = param(params, 'view') === 'day' ? 'day' : 'week'
  const days = boardDays(param(params, 'day'), view, company.time_zone)
  const now = today(company.time_zone)
  const [first, last] = [days[0] ?? now, days.at(-1) ?? now]
  const board = await findBoard(context, days)
  const step = view === 'week' ? 7 : 1
  const href = (day: string, as: string = view) => `/schedule?view=${as}&day=${day}`
  return (
    <>
      <PageHeader
        title="Schedule"
        count={board.visits.length}
        sub={`${view === 'day' ? formatDay(first) : `${formatDay(first)} to ${formatDay(last)}`}. Times are ${company.time_zone.replaceAll('_', ' ')}.`}
        actions={
          <>
            <LinkButton href={href(addDays(first, -step))}>{view === 'week' ? 'Week before' : 'Day before'}</LinkButton>
            <LinkButton href={href(now)} shortcut="t">
              Today
            </LinkButton>
            <LinkButton href={href(addDays(first, step))}>{view === 'week' ? 'Week after' : 'Day after'}</LinkButton>
          </>
        }
      />
      <Tabs
        label="Length of time"
        tabs={[
          { label: 'Week', href: href(first, 'week'), on: view === 'week' },
          { label: 'Day', href: href(days.includes(now) ? now : first, 'day'), on: view === 'day' },
        ]}
      />
      {board.people.length === 0 ? (
        <EmptyState
          icon={<CalendarCheck aria-hidden="true" />}
          title="Nobody to send yet"
          why="The board shows a row for each technician and for everybody with a tester’s licence on file."
          action={<LinkButton href="/team">Open the team</LinkButton>}
          example="Invite a technician, or file your own licence under Testers."
        />
      ) : (
        <Board
          view={view}
          days={days}
          today={now}
          people={board.people}
          visits={packRows(board.visits)}
          waiting={packRows(board.waiting)}
          waitingCount={board.waiting_count}
          edit={context.may('work:write') && company.writable}
        />
      )}
    </>
  )
}
