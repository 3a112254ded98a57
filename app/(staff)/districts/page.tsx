import { Landmark } from 'lucide-react'
import type { Metadata } from 'next'
import { Badge } from '@/app/_ui/badge.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import type { Params } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { countWords } from '@/app/_ui/count-words.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { DataTable, EmptyRow, NameCell, SortTh, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { STATE_OPTIONS } from '@/lib/companies/states.ts'
import { requireContext } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { isStale } from '@/lib/districts/is-stale.ts'
import { dueRuleFrom, dueWords, profileFrom, RULE_SOURCE_WORDS } from '@/lib/districts/rules-in-words.ts'
import { DISTRICTS } from '@/lib/lists/house-lists.ts'
import { listRows, solid } from '@/lib/lists/list-rows.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'
import { pack } from '@/lib/packed.ts'
import { AssumedMark } from './source-badge.tsx'

export const metadata: Metadata = { title: 'Districts' }

const PATH = '/districts'
const SOURCES = Object.entries(RULE_SOURCE_WORDS).map(([value, label]) => ({ value, label }))

export default async function DistrictsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company, may } = await requireContext(DISTRICTS.permission)
  const day = today(company.time_zone)
  const { query, asked } = readList(DISTRICTS, params, { today: day })
  const { rows, count, capped } = await listRows(db, 'district_list', query)
  const write = may('districts:write') && company.writable
  return (
    <>
      <PageHeader
        title="Districts"
        count={countWords(count, capped)}
        actions={
          write ? (
            <LinkButton href="/districts/new" variant="primary" shortcut="c">
              Add a purveyor
            </LinkButton>
          ) : undefined
        }
      />
      {count === 0 && Object.keys(asked).length === 0 ? (
        <EmptyState
          icon={<Landmark aria-hidden="true" />}
          title="No purveyor on your list yet"
          why="Each water purveyor says when its assemblies are due and by which numbers a test passes. Take yours from the rulebook, or add your own; an import adds the ones your sheet names."
          action={write ? <LinkButton href="/districts/new">Add a purveyor</LinkButton> : undefined}
          example="For example: Palm Beach County, due 12 months after the last passing test, judged by USC 10th edition."
        />
      ) : (
        <>
          <FilterBar
            path={PATH}
            params={params}
            filters={pack([
              { kind: 'select', name: 'state', label: 'State', options: STATE_OPTIONS },
              { kind: 'select', name: 'rule', label: 'Due rule from', options: SOURCES },
            ])}
          >
            <LinkButton href={fileHref('districts', params)} download variant="quiet">
              CSV
            </LinkButton>
          </FilterBar>
          <DataTable label="Purveyors" cards>
            <thead>
              <tr>
                <SortTh by="name" path={PATH} params={params} fallback="name">
                  Purveyor
                </SortTh>
                <Th>When tests are due</Th>
                <Th>Judged by</Th>
                <SortTh by="devices" path={PATH} params={params} num>
                  Assemblies
                </SortTh>
                <SortTh by="verified" path={PATH} params={params}>
                  Verified
                </SortTh>
              </tr>
            </thead>
            <tbody>
              {rows.length === 0 ? <EmptyRow span={5}>No purveyor matches these filters.</EmptyRow> : null}
              {rows.map((row) => {
                const district = solid(row, 'id', 'name')
                const rule = dueRuleFrom(district.due_rule, district.repair_days)
                const { profile, assumed } = profileFrom({
                  name: district.rule_profile,
                  state: district.state,
                  overrides: [],
                })
                const stale =
                  district.verified_on !== null &&
                  isStale(
                    { verified_on: district.verified_on, stale_after_days: district.stale_after_days ?? 365 },
                    day,
                  )
                return (
                  <tr key={district.id}>
                    <NameCell
                      href={`/districts/${district.id}`}
                      name={district.name}
                      sub={
                        [district.rulebook_name, district.state]
                          .filter((text) => text !== null && text !== district.name)
                          .join(', ') || null
                      }
                    />
                    <Td label="Due">
                      <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1 whitespace-normal">
                        {dueWords(rule)}
                        {rule.assumed ? <AssumedMark /> : null}
                      </span>
                    </Td>
                    <Td label="Judged by">
                      <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
                        {profile.name.replace('_LEGACY', '')}
                        {assumed ? <AssumedMark /> : null}
                      </span>
                    </Td>
                    <Td label="Assemblies" num>
                      {district.devices === null || district.devices === 0 ? (
                        '0'
                      ) : (
                        <TextLink href={`/devices?district=${district.id}`}>
                          {district.devices.toLocaleString('en-US')}
                        </TextLink>
                      )}
                    </Td>
                    <Td label="Verified">
                      {district.verified_on === null ? (
                        <Missing words="Not in the rulebook" />
                      ) : stale ? (
                        <Badge tone="due">Check again</Badge>
                      ) : (
                        <Day day={district.verified_on} />
                      )}
                    </Td>
                  </tr>
                )
              })}
            </tbody>
          </DataTable>
          <Pagination path={PATH} params={params} page={query.page} count={count} capped={capped} shown={rows.length} />
        </>
      )}
    </>
  )
}
