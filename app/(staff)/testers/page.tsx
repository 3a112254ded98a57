import { IdCard } from 'lucide-react'
import type { Metadata } from 'next'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import type { Params } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { countWords } from '@/app/_ui/count-words.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { DataTable, EmptyRow, NameCell, SortTh, Td, Th } from '@/app/_ui/table.tsx'
import { requireContext } from '@/lib/context.ts'
import { today } from '@/lib/dates.ts'
import { TESTERS } from '@/lib/lists/house-lists.ts'
import { listRows, solid } from '@/lib/lists/list-rows.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'
import { scopeWords } from '@/lib/testers/schema.ts'
import { ExpiryMark } from '../expiry-mark.tsx'
import { ListTabs } from '../list-tabs.tsx'

export const metadata: Metadata = { title: 'Testers' }

const PATH = '/testers'
const VIEWS = [
  { label: 'All', state: '' },
  { label: 'Expiring in 60 days', state: 'expiring' },
  { label: 'Expired', state: 'expired' },
]

export default async function TestersPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company, may } = await requireContext(TESTERS.permission)
  const day = today(company.time_zone)
  const { query, asked } = readList(TESTERS, params, { today: day })
  const { rows, count, capped } = await listRows(db, 'licence_list', query)
  const write = may('licences:write') && company.writable
  return (
    <>
      <PageHeader
        title="Testers"
        count={countWords(count, capped)}
        actions={
          write ? (
            <LinkButton href="/testers/new" variant="primary" shortcut="c">
              Add a licence
            </LinkButton>
          ) : undefined
        }
      />
      <ListTabs path={PATH} params={params} label="Licences" views={VIEWS} />
      {count === 0 && Object.keys(asked).length === 0 ? (
        <EmptyState
          icon={<IdCard aria-hidden="true" />}
          title="No licence on file yet"
          why="Anyone in the team with a licence on file may sign tests, for himself only. We warn 60, 30, 14 and 7 days before one runs out."
          action={write ? <LinkButton href="/testers/new">Add a licence</LinkButton> : undefined}
          example="For example: ASSE 5110, number 28-1190, counts in FL, good until Aug 31, 2027."
        />
      ) : (
        <>
          <FilterBar path={PATH} params={params} keep={['state']}>
            <LinkButton href={fileHref('testers', params)} download variant="quiet">
              CSV
            </LinkButton>
          </FilterBar>
          <DataTable label="Licences" cards>
            <thead>
              <tr>
                <SortTh by="name" path={PATH} params={params}>
                  Tester
                </SortTh>
                <SortTh by="type" path={PATH} params={params}>
                  Certificate
                </SortTh>
                <Th>Number</Th>
                <Th>Counts in</Th>
                <Th>Covers</Th>
                <SortTh by="expires" path={PATH} params={params} fallback="expires">
                  Good until
                </SortTh>
              </tr>
            </thead>
            <tbody>
              {rows.length === 0 ? <EmptyRow span={6}>No licence is in this view.</EmptyRow> : null}
              {rows.map((row) => {
                const licence = solid(row, 'id', 'profile_id', 'full_name', 'certificate_type', 'number', 'expires_on')
                return (
                  <tr key={licence.id}>
                    <NameCell href={`/testers/${licence.profile_id}`} name={licence.full_name} />
                    <Td label="Certificate" cut>
                      {licence.certificate_type}
                    </Td>
                    <Td label="Number" figures cut>
                      {licence.number}
                    </Td>
                    <Td label="Counts in">
                      {licence.states === null || licence.states.length === 0
                        ? 'All states'
                        : licence.states.join(', ')}
                    </Td>
                    <Td label="Covers">
                      {licence.scopes === null || licence.scopes.length === 0 ? (
                        <Missing />
                      ) : (
                        scopeWords(licence.scopes)
                      )}
                    </Td>
                    <Td label="Good until">
                      <ExpiryMark on={licence.expires_on} today={day} />
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
