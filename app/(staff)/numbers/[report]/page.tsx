import { ChartColumn } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Banner } from '@/app/_ui/banner.tsx'
import { BarChart } from '@/app/_ui/bar-chart.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Section } from '@/app/_ui/card.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { type Filter, FilterBar } from '@/app/_ui/filter-bar.tsx'
import { hrefWith, type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { Tabs } from '@/app/_ui/tabs.tsx'
import { requireContext } from '@/lib/context.ts'
import { formatDay, today } from '@/lib/dates.ts'
import { isUuid } from '@/lib/lists/list-definition.ts'
import { dollarsInShort, formatCents } from '@/lib/money.ts'
import type { FigureChart } from '@/lib/numbers/figure-table.ts'
import type { Narrowing } from '@/lib/numbers/report.ts'
import { REPORTS } from '@/lib/numbers/reports.ts'
import { readWindow } from '@/lib/numbers/window.ts'
import { pack } from '@/lib/packed.ts'
import { Figures } from './figures.tsx'

export const metadata: Metadata = { title: 'Reports' }

const NARROWING_WORDS: Readonly<Record<Narrowing, string>> = { district: 'Purveyor', technician: 'Technician' }

export default async function NumbersReportPage({
  params,
  searchParams,
}: {
  params: Promise<{ report: string }>
  searchParams: Promise<Params>
}) {
  const [{ report: name }, asked] = await Promise.all([params, searchParams])
  const report = Object.hasOwn(REPORTS, name) ? REPORTS[name] : undefined
  const { db, company, may } = await requireContext(report?.permission)
  if (report === undefined) notFound()
  const window = readWindow({ from: param(asked, 'from'), to: param(asked, 'to') }, today(company.time_zone))
  const narrowed = report.narrowing === null ? '' : param(asked, report.narrowing)
  const figures = window.wrong === null ? await report.read(db, window, isUuid(narrowed) ? narrowed : undefined) : null
  const path = `/numbers/${name}`
  const file = (table: string) => hrefWith(`/api/numbers/${name}`, asked, { table })
  return (
    <>
      <PageHeader
        title="Reports"
        sub={window.wrong === null ? `${formatDay(window.from)} to ${formatDay(window.through)}` : undefined}
      />
      <Tabs
        label="Reports"
        tabs={Object.entries(REPORTS)
          .filter(([, each]) => may(each.permission))
          .map(([id, { label }]) => ({
            label,
            href: hrefWith(`/numbers/${id}`, { from: param(asked, 'from'), to: param(asked, 'to') }),
            on: id === name,
          }))}
      />
      <FilterBar
        path={path}
        params={asked}
        filters={pack([
          { kind: 'day', name: 'from', label: 'From' },
          { kind: 'day', name: 'to', label: 'To' },
          ...(report.narrowing === null || figures === null
            ? []
            : [
                {
                  kind: 'select',
                  name: report.narrowing,
                  label: NARROWING_WORDS[report.narrowing],
                  options: figures.choices,
                } satisfies Filter,
              ]),
        ])}
      />
      {window.wrong === null ? null : <Banner tone="warn">{window.wrong} Choose other days under Filter.</Banner>}
      {figures === null ? null : figures.empty ? (
        <EmptyState
          icon={<ChartColumn aria-hidden="true" />}
          title="Nothing to count in these days"
          why={report.about}
          example="Choose other days under Filter to look further back or ahead."
        />
      ) : (
        <div className="grid gap-6">
          <p className="max-w-prose text-ink-2">{report.about}</p>
          <Section title={figures.chart.label} id="chart">
            <Drawn chart={figures.chart} />
          </Section>
          {figures.tables.map((table) =>
            table.fileOnly ? null : <Figures key={table.id} table={table} file={file(table.id)} />,
          )}
          <p>
            {figures.tables.map((table) =>
              table.fileOnly ? (
                <LinkButton key={table.id} href={file(table.id)} download>
                  {`${table.label}, CSV`}
                </LinkButton>
              ) : null,
            )}
          </p>
        </div>
      )}
    </>
  )
}

function Drawn({ chart: { label, series, bars, money } }: { chart: FigureChart }) {
  return (
    <BarChart
      label={label}
      series={series}
      bars={bars}
      {...(money ? { words: formatCents, short: dollarsInShort } : {})}
    />
  )
}
