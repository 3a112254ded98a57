import { FileSpreadsheet } from 'lucide-react'
import type { Metadata } from 'next'
import { Badge } from '@/app/_ui/badge.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { EmptyState } from '@/app/_ui/empty-state.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { countWords } from '@/app/_ui/count-words.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { DataTable, EmptyRow, NameCell, Td, Th } from '@/app/_ui/table.tsx'
import { FlashToast } from '@/app/_ui/toast.tsx'
import { requireContext } from '@/lib/context.ts'
import { formatInstant } from '@/lib/dates.ts'
import { countsOf, listImports } from '@/lib/imports/queries.ts'
import { solid } from '@/lib/lists/list-rows.ts'
import { countsWords, numberWords, sheetWords, stateOf } from './words.ts'

export const metadata: Metadata = { title: 'Imports' }

const PATH = '/imports'

export default async function ImportsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams
  const { db, company, may } = await requireContext('imports:read')
  const page = Math.min(Math.max(Number.parseInt(param(params, 'page'), 10) || 1, 1), 20_000)
  const { rows, count, capped } = await listImports(db, page)
  const add = may('imports:write') && company.writable
  const create = add ? (
    <LinkButton href="/imports/new" variant="primary" shortcut="c">
      Import a sheet
    </LinkButton>
  ) : undefined
  if (count === 0 && page === 1) {
    return (
      <>
        {param(params, 'done') === 'discarded' ? <FlashToast message="The import was thrown away." /> : null}
        <PageHeader title="Imports" />
        <EmptyState
          icon={<FileSpreadsheet aria-hidden="true" />}
          title="No sheet imported yet"
          why="Bring in what you keep today. A Syncta export and a sheet of past tests are recognised by their columns; any other CSV or XLSX works once you say which column is what. Nothing is written before you have looked it over, and an import can be undone."
          action={create}
          example="Start with the assemblies, then their test history: past tests find their assembly by its serial."
        />
      </>
    )
  }
  return (
    <>
      {param(params, 'done') === 'discarded' ? <FlashToast message="The import was thrown away." /> : null}
      <PageHeader title="Imports" count={countWords(count, capped)} actions={create} />
      <DataTable label="Imports" cards>
        <thead>
          <tr>
            <Th>File</Th>
            <Th>When</Th>
            <Th>Who</Th>
            <Th num>Rows</Th>
            <Th>How they stand</Th>
            <Th>State</Th>
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 ? <EmptyRow span={6}>Nothing on this page.</EmptyRow> : null}
          {rows.map((row) => {
            const sheet = solid(row, 'id', 'file_name', 'state', 'created_at')
            const state = stateOf(sheet.state)
            const words = countsWords(countsOf(row.counts))
            return (
              <tr key={sheet.id}>
                <NameCell
                  href={`${PATH}/${sheet.id}`}
                  name={sheet.file_name}
                  sub={sheetWords(row.sheet_kind, row.row_kind)}
                />
                <Td label="When">{formatInstant(sheet.created_at, company.time_zone)}</Td>
                <Td label="Who" cut>
                  {row.created_by_name ?? 'A former colleague'}
                </Td>
                <Td label="Rows" num>
                  {row.total_rows === null ? '–' : numberWords(row.total_rows)}
                </Td>
                <Td label="How they stand">{words === '' ? '–' : words}</Td>
                <Td corner>
                  <Badge tone={state.tone}>{state.words}</Badge>
                </Td>
              </tr>
            )
          })}
        </tbody>
      </DataTable>
      <Pagination path={PATH} params={params} page={page} count={count} capped={capped} shown={rows.length} />
    </>
  )
}
