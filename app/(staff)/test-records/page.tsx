import { ClipboardCheck } from 'lucide-react'
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
import { TEST_TYPE_LABELS, TEST_TYPES } from '@/lib/backflow/test-types.ts'
import { requireContext } from '@/lib/context.ts'
import { formatDay } from '@/lib/dates.ts'
import { addressWords, plateWords, serialWords } from '@/lib/devices/device-words.ts'
import { early } from '@/lib/lists/early.ts'
import { choices, TYPE_CHOICES } from '@/lib/lists/filter-choices.ts'
import { listRows } from '@/lib/lists/list-rows.ts'
import { fileHref, readList } from '@/lib/lists/read-list.ts'
import { RECORD_STATE_WORDS, RECORD_STATES, TEST_RECORDS } from '@/lib/lists/test-record-list.ts'
import { pack } from '@/lib/packed.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { PlaceTd } from '../devices/device-table.tsx'
import { ListViews } from '../list-views.tsx'

export const metadata: Metadata = { title: 'Test records' }

const PATH = '/test-records'
const VIEWS = [
  { label: 'All', query: '' },
  { label: 'Drafts', query: 'state=DRAFT' },
  { label: 'Signed', query: 'state=SIGNED' },
  { label: 'Failed', query: 'result=FAIL' },
  { label: 'Imported', query: 'state=IMPORTED' },
  { label: 'Superseded', query: 'state=SUPERSEDED' },
]

export default async function TestRecordsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { query, asked } = readList(TEST_RECORDS, params)
  const list = early(listRows(await supabase(), 'test_record_list', { ...query, frameOf: PATH }))
  const context = await requireContext(TEST_RECORDS.permission)
  const { rows, count, capped, frame } = await list
  const head = { path: PATH, params, fallback: TEST_RECORDS.defaultSort }
  return (
    <>
      <PageHeader
        title="Test records"
        count={countWords(count, capped)}
        actions={
          context.may('tests:write') && context.company.writable ? (
            <LinkButton href="/record-test" variant="primary" shortcut="c">
              Record a test
            </LinkButton>
          ) : undefined
        }
      />
      {count === 0 && query.search === undefined && Object.keys(asked).length === 0 && query.page === 1 ? (
        <EmptyState
          icon={<ClipboardCheck aria-hidden="true" />}
          title="No tests on file yet"
          why="Every test is kept here with its readings, the verdict of the rules, who signed it with which licence and gauge, and its report. Past tests come in with an import and are marked as such."
          action={
            context.may('tests:write') && context.company.writable ? (
              <LinkButton href="/record-test" variant="primary">
                Record a test
              </LinkButton>
            ) : undefined
          }
          example="For example: RP A127841, relief opened at 2.4 psid, check 1 held 6.2 psid, check 2 closed tight. Pass."
        />
      ) : (
        <>
          <ListViews path={PATH} params={params} builtIn={VIEWS} views={frame.views} />
          <FilterBar
            path={PATH}
            params={params}
            search="Serial, customer or street"
            named={frame.named}
            filters={pack([
              { kind: 'select', name: 'state', label: 'State', options: choices(RECORD_STATES, RECORD_STATE_WORDS) },
              {
                kind: 'select',
                name: 'result',
                label: 'Result',
                options: [
                  { value: 'PASS', label: 'Pass' },
                  { value: 'FAIL', label: 'Fail' },
                ],
              },
              { kind: 'choice', name: 'tester', label: 'Tester', from: 'testers' },
              { kind: 'choice', name: 'district', label: 'Purveyor', from: 'districts', none: true },
              { kind: 'select', name: 'type', label: 'Type', options: TYPE_CHOICES },
              { kind: 'select', name: 'reason', label: 'Test', options: choices(TEST_TYPES, TEST_TYPE_LABELS) },
              { kind: 'day', name: 'from', label: 'Tested from' },
              { kind: 'day', name: 'to', label: 'Tested to' },
            ])}
            keep={['device', 'customer', 'location']}
          >
            <LinkButton href={fileHref('test-records', params)} download variant="quiet">
              CSV
            </LinkButton>
          </FilterBar>
          <DataTable label="Test records" cards>
            <thead>
              <tr>
                <SortTh by="tested" {...head}>
                  Tested
                </SortTh>
                <Th>Result</Th>
                <SortTh by="serial" {...head}>
                  Device
                </SortTh>
                <SortTh by="customer" {...head}>
                  Customer and address
                </SortTh>
                <SortTh by="tester" {...head}>
                  Tester
                </SortTh>
                <Th>State</Th>
              </tr>
            </thead>
            <tbody>
              {rows.length === 0 ? (
                <EmptyRow span={6}>No test matches. Take a filter out, or search for less.</EmptyRow>
              ) : null}
              {rows.map((row) => {
                const type = TEST_TYPES.find((each) => each === row.test_type)
                return (
                  <tr key={row.id}>
                    <NameCell
                      href={`/test-records/${row.id}`}
                      name={row.tested_on === null ? '' : formatDay(row.tested_on)}
                      shown={row.tested_on === null ? undefined : <Day day={row.tested_on} />}
                      sub={type === undefined ? null : TEST_TYPE_LABELS[type]}
                    />
                    <Td corner>
                      <Result certified={row.certified_result} computed={row.computed_result} />
                    </Td>
                    <Td label="Device" title={plateWords({ ...row, type: row.type ?? '' })}>
                      <span className="grid min-w-0">
                        <span className={row.serial === null ? undefined : 'figures'}>{serialWords(row.serial)}</span>
                        <span className="sub max-w-56 truncate">{plateWords({ ...row, type: row.type ?? '' })}</span>
                      </span>
                    </Td>
                    <PlaceTd
                      customer={row.customer_name ?? ''}
                      address={addressWords({ line1: row.line1 ?? '', city: row.city })}
                    />
                    <Td label="Tester" cut>
                      {row.tester_name ?? <Missing />}
                    </Td>
                    <Td label="State">
                      <State
                        state={row.state}
                        overridden={row.override_by !== null}
                        correction={row.supersedes_id !== null}
                      />
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

/** What was certified; where nobody did yet, what the rules say so far. */
function Result({ certified, computed }: { certified: string | null; computed: string | null }) {
  if (certified === 'PASS') return <Badge tone="pass">Pass</Badge>
  if (certified === 'FAIL') return <Badge tone="fail">Fail</Badge>
  return <Badge tone="muted">{computed === 'FAIL' ? 'Failing so far' : 'Not certified'}</Badge>
}

function State({ state, overridden, correction }: { state: string | null; overridden: boolean; correction: boolean }) {
  const words = RECORD_STATES.find((each) => each === state)
  return (
    <span className="text-ink-2">
      {words === undefined ? '' : RECORD_STATE_WORDS[words]}
      {correction ? ', correction' : ''}
      {overridden ? ', owner’s reason' : ''}
    </span>
  )
}
