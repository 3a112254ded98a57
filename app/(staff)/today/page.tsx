import { Droplets } from 'lucide-react'
import type { Metadata } from 'next'
import { Banner } from '@/app/_ui/banner.tsx'
import { BarChart } from '@/app/_ui/bar-chart.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { requireContext } from '@/lib/context.ts'
import { formatDay } from '@/lib/dates.ts'
import { readToday, type TodaySummary } from '@/lib/devices/today-summary.ts'
import { listUnmatched } from '@/lib/invoices/list-unmatched.ts'
import { early } from '@/lib/lists/early.ts'
import { monthsAround } from '@/lib/lists/list-definition.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { UnmatchedNote } from '../invoices/unmatched-note.tsx'
import { Expiring } from './expiring.tsx'
import { LoadSample, RemoveSample } from './first-buttons.tsx'
import { FirstRun } from './first-run.tsx'
import { NextUp } from './next-up.tsx'
import { Numbers } from './numbers.tsx'

export const metadata: Metadata = { title: 'Today' }

export default async function TodayPage() {
  const call = early(readToday(await supabase()))
  const context = await requireContext('devices:read')
  const [summary, unmatched] = await Promise.all([call, listUnmatched(context)])
  const edit = context.may('devices:write') && context.company.writable
  const first =
    summary.first_run !== null && context.may('company:write') && context.company.writable ? (
      <FirstRun done={summary.first_run} />
    ) : null
  if (summary.devices.all === 0) {
    return (
      <>
        <Nothing edit={edit} today={summary.today} />
        {first}
      </>
    )
  }
  return (
    <>
      <PageHeader
        title="Today"
        sub={formatDay(summary.today)}
        actions={
          context.may('tests:write') && context.company.writable ? (
            <LinkButton href="/record-test" variant="primary" shortcut="c">
              Record a test
            </LinkButton>
          ) : undefined
        }
      />
      {unmatched.map((one) => (
        <div key={one.id} className="mb-4">
          <UnmatchedNote one={one} write={context.may('invoices:write') && context.company.writable} />
        </div>
      ))}
      {summary.sample && edit ? (
        <div className="mb-6">
          <Banner action={<RemoveSample />}>
            Sample data is on file: everything called a sample is invented. Remove it before you bring in your own.
          </Banner>
        </div>
      ) : null}
      {first}
      <Numbers summary={summary} />
      <div className="mt-6 grid gap-6 xl:grid-cols-[minmax(0,1fr)_23rem]">
        <NextUp summary={summary} />
        <div className="grid content-start gap-6">
          <Card title="Due by month" id="due-by-month" actions={<TextLink href="/due?window=90">Due list</TextLink>}>
            <DueByMonth summary={summary} />
          </Card>
          <Expiring summary={summary} />
        </div>
      </div>
    </>
  )
}

/** The work ahead, month by month; what is overdue from before stands first, so that nothing is left out of the picture. */
function DueByMonth({ summary }: { summary: TodaySummary }) {
  const due = new Map(summary.due_by_month.map(({ month, due: count }) => [month, count]))
  const months = monthsAround(summary.today, 0, 11)
  return (
    <BarChart
      label="Assemblies due by month"
      series={[{ key: 'due', label: 'Due', tone: 'accent' }]}
      bars={months.map((month) => {
        const words = formatDay(`${month}-01`)
        return {
          label: words.slice(0, 3),
          name: words.replace(' 1,', ''),
          values: { due: due.get(month) ?? 0 },
          href: `/due?month=${month}`,
        }
      })}
    />
  )
}

function Nothing({ edit, today }: { edit: boolean; today: string }) {
  return (
    <>
      <PageHeader title="Today" sub={formatDay(today)} />
      <EmptyState
        icon={<Droplets aria-hidden="true" />}
        title="Start with your assemblies"
        why="Once they are on file, this page says each morning what is overdue, what is due soon, what failed and still waits for its repair, and which licence or gauge runs out. Most companies bring in the spreadsheet or export they keep today; nothing is written before you have seen every row."
        action={
          edit ? (
            <div className="flex flex-wrap justify-center gap-2">
              <LinkButton href="/imports/new" variant="primary">
                Import your sheet
              </LinkButton>
              <LinkButton href="/devices/new">Add an assembly</LinkButton>
              <LoadSample />
            </div>
          ) : undefined
        }
        example="Columns such as customer, address, serial, model, size, last tested and next due are recognised by themselves; a Syncta export is read as it is."
      />
    </>
  )
}
