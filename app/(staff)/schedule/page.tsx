import { CalendarCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { setTimeout as sleep } from 'node:timers/promises'
import { Suspense } from 'react'
import { LinkButton } from '@/app/_ui/button.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { isOpened, ShownAtOnce } from '@/app/_ui/shown-at-once.tsx'
import { Tabs } from '@/app/_ui/tabs.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { type Context, requireContext } from '@/lib/context.ts'
import { addDays, type Day, formatDay, today } from '@/lib/dates.ts'
import { pack } from '@/lib/packed.ts'
import { boardDays, findBoard } from '@/lib/visits/board.ts'
import type { BoardView } from '@/lib/visits/carry.ts'
import { Board as ScheduleBoard } from './board.tsx'

export const metadata: Metadata = { title: 'Schedule' }

/** Who goes where on which day, and beside it what still waits for one. */
export default async function SchedulePage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const view = param(params, 'view') === 'day' ? 'day' : 'week'
  const asked = param(params, 'day')
  const context = await requireContext('schedule:read')
  const { company } = context
  const days = boardDays(asked, view, company.time_zone)
  const now = today(company.time_zone)
  const [first, last] = [days[0] ?? now, days.at(-1) ?? now]
  const step = view === 'week' ? 7 : 1
  // Opened anew, the frame is painted while the visits are read; come to from a page of ours, that one stays until they are.
  const opened = await isOpened()
  const board = boardOf({ context, opened, view, days, now })
  board.catch(() => undefined)
  const href = (day: string, as: string = view) => `/schedule?view=${as}&day=${day}`
  return (
    <>
      <PageHeader
        title="Schedule"
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
      {opened ? <ShownAtOnce /> : null}
      <Suspense fallback={<Coming />}>{opened ? board : await board}</Suspense>
    </>
  )
}

/** Where the board will stand. */
function Coming() {
  return (
    <div className="min-h-96" aria-busy="true">
      <noscript>
        The board needs JavaScript, which this browser does not run here. The same work stands in a list under{' '}
        <TextLink href="/work-orders">Work orders</TextLink>.
      </noscript>
    </div>
  )
}

/**
 * How long the frame has the browser and this machine to itself, until it is painted. Asked for at once, the visits make that a
 * third later and are themselves seen no sooner: docs/performance.md.
 */
const FRAME_FIRST = 80

/** The board itself, once the visits are read. */
async function boardOf({
  context,
  opened,
  view,
  days,
  now,
}: {
  context: Context
  opened: boolean
  view: BoardView
  days: readonly Day[]
  now: Day
}) {
  if (opened) await sleep(FRAME_FIRST)
  const board = await findBoard(context.db, days)
  if (board.people.length === 0)
    return (
      <EmptyState
        icon={<CalendarCheck aria-hidden="true" />}
        title="Nobody to send yet"
        why="The board shows a row for each technician and for everybody with a tester’s licence on file."
        action={<LinkButton href="/team">Open the team</LinkButton>}
        example="Invite a technician, or file your own licence under Testers."
      />
    )
  return (
    <ScheduleBoard
      view={view}
      days={days}
      today={now}
      people={board.people}
      visits={pack(board.visits)}
      waiting={pack(board.waiting)}
      waitingCount={board.waiting_count}
      edit={context.may('work:write') && context.company.writable}
    />
  )
}
