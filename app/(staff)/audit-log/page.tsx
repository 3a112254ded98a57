import { ScrollText } from 'lucide-react'
import type { Metadata } from 'next'
import { LinkButton } from '@/app/_ui/button.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import type { Params } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { countWords } from '@/app/_ui/count-words.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { DataTable, EmptyRow, SortTh, Td, Th } from '@/app/_ui/table.tsx'
import { sentenceOf, sentenceText } from '@/lib/audit/sentence.ts'
import { ACTION_CHOICES, NOUN_CHOICES } from '@/lib/audit/words.ts'
import { requireContext } from '@/lib/context.ts'
import { formatInstant, today } from '@/lib/dates.ts'
import { AUDIT_LOG } from '@/lib/lists/house-lists.ts'
import { COUNT_CAP, listRows } from '@/lib/lists/list-rows.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'
import { pack } from '@/lib/packed.ts'
import { CheckChain } from './check-chain.tsx'

export const metadata: Metadata = { title: 'Audit log' }

const PATH = '/audit-log'

export default async function AuditLogPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company } = await requireContext(AUDIT_LOG.permission)
  const { query, asked } = readList(AUDIT_LOG, params, {
    today: today(company.time_zone),
    timeZone: company.time_zone,
  })
  const [{ rows, count, capped }, people] = await Promise.all([
    listRows(db, 'audit_list', query),
    listRows(db, 'member_list', { sort: 'full_name', pageSize: COUNT_CAP }),
  ])
  return (
    <>
      <PageHeader
        title="Audit log"
        count={countWords(count, capped)}
        sub="Every change to your company’s data, each entry sealed into the next one. Nobody can edit it, and neither can we."
        actions={<CheckChain />}
      />
      <FilterBar
        path={PATH}
        params={params}
        filters={pack([
          { kind: 'select', name: 'noun', label: 'Of what', options: NOUN_CHOICES },
          { kind: 'select', name: 'action', label: 'What', options: ACTION_CHOICES },
          {
            kind: 'select',
            name: 'who',
            label: 'Who',
            options: [
              ...people.rows.flatMap(({ id, full_name }) => (id && full_name ? [{ value: id, label: full_name }] : [])),
              { value: 'none', label: 'FlowTrack Pro' },
            ],
          },
          { kind: 'day', name: 'from', label: 'From' },
          { kind: 'day', name: 'to', label: 'To' },
        ])}
        keep={['target']}
      >
        <LinkButton href={fileHref('audit-log', params)} download variant="quiet">
          CSV
        </LinkButton>
      </FilterBar>
      {count === 0 && Object.keys(asked).length === 0 ? (
        <EmptyState
          icon={<ScrollText aria-hidden="true" />}
          title="Nothing has happened yet"
          why="The first change anybody makes appears here, with who made it and when."
        />
      ) : (
        <DataTable label="Audit log" cards>
          <thead>
            <tr>
              <SortTh by="when" path={PATH} params={params} fallback="-when">
                When
              </SortTh>
              <Th>What happened</Th>
              <Th num>Entry</Th>
            </tr>
          </thead>
          <tbody>
            {rows.length === 0 ? <EmptyRow span={3}>No entry matches these filters.</EmptyRow> : null}
            {rows.map((row) => {
              const said = sentenceOf(row, company.time_zone)
              return (
                <tr key={row.seq}>
                  <th scope="row" className="card-head w-px font-normal! whitespace-nowrap">
                    {formatInstant(row.happened_at, company.time_zone)}
                  </th>
                  <Td label="What happened">
                    {said.href === null ? (
                      sentenceText(said)
                    ) : (
                      // One element: a row becomes a card of columns on a narrow screen.
                      <span>
                        {said.who} {said.did}
                        <a data-soft="" href={said.href} className="link">
                          {said.thing}
                        </a>
                        {said.rest}
                      </span>
                    )}
                  </Td>
                  <Td label="Entry" num>
                    {row.seq}
                  </Td>
                </tr>
              )
            })}
          </tbody>
        </DataTable>
      )}
      <Pagination path={PATH} params={params} page={query.page} count={count} capped={capped} shown={rows.length} />
    </>
  )
}
