import type { Metadata } from 'next'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { Missing } from '@/app/_ui/description-list.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { countWords } from '@/app/_ui/count-words.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { DataTable, EmptyRow, NameCell, SortTh, Td, Th } from '@/app/_ui/table.tsx'
import { requireContext, ROLE_WORDS } from '@/lib/context.ts'
import { dayOfInstant, today } from '@/lib/dates.ts'
import { TEAM } from '@/lib/lists/house-lists.ts'
import { listRows, solid } from '@/lib/lists/list-rows.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'
import { pack } from '@/lib/packed.ts'
import { ExpiryMark } from '../expiry-mark.tsx'
import { TeamTabs } from './team-tabs.tsx'

export const metadata: Metadata = { title: 'Team' }

const PATH = '/team'

export default async function TeamPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company, may } = await requireContext(TEAM.permission)
  const day = today(company.time_zone)
  const { query } = readList(TEAM, params, { today: day })
  const { rows, count, capped } = await listRows(db, 'member_list', query)
  const former = param(params, 'state') === 'former'
  const span = former ? 5 : 4
  return (
    <>
      <PageHeader
        title="Team"
        count={countWords(count, capped)}
        actions={
          may('team:write') && company.writable ? (
            <LinkButton href="/team/invite" variant="primary" shortcut="c">
              Invite somebody
            </LinkButton>
          ) : undefined
        }
      />
      <TeamTabs on={former ? 'former' : 'members'} invitations={may('team:write')} />
      <FilterBar
        path={PATH}
        params={params}
        filters={pack([{ kind: 'select', name: 'role', label: 'Role', options: ROLE_CHOICES }])}
        keep={['state']}
      >
        <LinkButton href={fileHref('team', params)} download variant="quiet">
          CSV
        </LinkButton>
      </FilterBar>
      <DataTable label="Team" cards>
        <thead>
          <tr>
            <SortTh by="name" path={PATH} params={params} fallback="name">
              Name
            </SortTh>
            <SortTh by="role" path={PATH} params={params}>
              Role
            </SortTh>
            <Th>Phone</Th>
            <SortTh by="licence" path={PATH} params={params}>
              Licence
            </SortTh>
            {former ? <Th>Removed</Th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 ? (
            <EmptyRow span={span}>{former ? 'Nobody has left.' : 'Nobody matches these filters.'}</EmptyRow>
          ) : null}
          {rows.map((row) => {
            const member = solid(row, 'id', 'full_name', 'email', 'role')
            return (
              <tr key={member.id}>
                <NameCell href={`/team/${member.id}`} name={member.full_name} sub={member.email} />
                <Td label="Role">{ROLE_WORDS[member.role] ?? member.role}</Td>
                <Td label="Phone">{member.phone ?? <Missing />}</Td>
                <Td label="Licence">
                  {member.licence_expires_on === null ? (
                    <Missing words="No licence on file" />
                  ) : (
                    <ExpiryMark on={member.licence_expires_on} today={day} />
                  )}
                </Td>
                {former ? (
                  <Td label="Removed">
                    {member.removed_at === null ? null : (
                      <Day day={dayOfInstant(member.removed_at, company.time_zone)} />
                    )}
                  </Td>
                ) : null}
              </tr>
            )
          })}
        </tbody>
      </DataTable>
      <Pagination path={PATH} params={params} page={query.page} count={count} capped={capped} shown={rows.length} />
    </>
  )
}

const ROLE_CHOICES = ['company_admin', 'office', 'technician'].map((value) => ({
  value,
  label: ROLE_WORDS[value] ?? value,
}))
