import { Banner } from '@/app/_ui/banner.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card } from '@/app/_ui/card.tsx'
import type { Params } from '@/app/_ui/href.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import type { Context } from '@/lib/context.ts'
import { formatInstant } from '@/lib/dates.ts'
import { type ImportOnFile, importSuccessors, listImportRows, ROWS_A_PAGE } from '@/lib/imports/queries.ts'
import { countOf, resultSentence } from '../words.ts'
import { Undo } from './import-buttons.tsx'
import { RowFilter, rowQuery, RowTabs } from './review.tsx'
import { RowTable } from './row-table.tsx'

type Props = { context: Context; found: ImportOnFile; params: Params; write: boolean }

/** What an import wrote and left out, the file of every row's fate, and the way back. */
export async function Report({ context: { db, company }, found, params, write }: Props) {
  const { id, counts, result } = found
  const committed = found.state === 'committed'
  const [successors, list] = await Promise.all([
    committed ? importSuccessors(db, id) : {},
    listImportRows(db, id, rowQuery(params)),
  ])
  const tests = found.mapping?.kind === 'tests'
  const hanging = hangingWords(successors)
  const zone = company.time_zone
  return (
    <div className="grid gap-6">
      <Card title={committed ? 'What the import did' : 'The import was undone'} id="result">
        <p className="max-w-prose">
          {committed ? '' : `Undone ${formatInstant(found.undone_at ?? found.created_at, zone)}. It had written: `}
          {result === null ? '' : resultSentence(result)}
        </p>
        {result === null ? null : <p className="max-w-prose text-ink-2">{leftOut(result)}</p>}
        {committed && result !== null && result.tests + result.devices > 0 ? (
          <p className="max-w-prose text-ink-2">
            {tests
              ? 'Due dates follow from these tests and are worked out in the background; it takes a few minutes for a large sheet.'
              : 'Assemblies that came with a last test but without a due date get theirs in the background; it takes a few minutes for a large sheet.'}
          </p>
        ) : null}
        <div className="flex flex-wrap items-center gap-2">
          <LinkButton href={`/api/imports/${id}/report`} download variant={committed ? 'primary' : 'secondary'}>
            Download the report
          </LinkButton>
          {committed ? (
            <>
              <LinkButton href={tests ? '/test-records' : '/devices'}>
                {tests ? 'Open the test records' : 'Open the devices'}
              </LinkButton>
              {tests ? null : <LinkButton href="/customers">Open the customers</LinkButton>}
              {write && hanging === '' ? <Undo id={id} words={undoWords(found)} /> : null}
            </>
          ) : (
            <LinkButton href="/imports/new" variant="primary">
              Import another file
            </LinkButton>
          )}
        </div>
        {committed && hanging !== '' ? (
          <Banner>{`This import can no longer be undone: ${hanging} since then.`}</Banner>
        ) : null}
      </Card>
      <section aria-labelledby="rows" className="min-w-0">
        <h2 id="rows" className="mb-2 text-lg font-semibold">
          Rows
        </h2>
        <RowTabs id={id} counts={counts} params={params} />
        <RowFilter id={id} counts={counts} params={params} />
        <RowTable rows={list.rows} write={false} tests={tests} open={committed} />
        <Pagination
          path={`/imports/${id}`}
          params={params}
          page={rowQuery(params).page}
          pageSize={ROWS_A_PAGE}
          count={list.count}
          capped={list.capped}
          shown={list.rows.length}
        />
      </section>
    </div>
  )
}

function leftOut({ duplicates, left_in_review, skipped, refused }: NonNullable<ImportOnFile['result']>): string {
  const parts = [
    duplicates > 0 ? `${countOf(duplicates, 'row')} on file already or twice in the sheet` : '',
    left_in_review > 0 ? `${countOf(left_in_review, 'row')} that nobody had answered` : '',
    skipped > 0 ? `${countOf(skipped, 'row')} you left out` : '',
    refused > 0 ? `${countOf(refused, 'row')} that could not become a record` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'No row was left out.' : `Not written: ${parts.join(', ')}.`
}

const HANGING: Record<string, [string, string]> = {
  tests: ['test was recorded', 'tests were recorded'],
  devices: ['assembly was added or changed', 'assemblies were added or changed'],
  locations: ['location was added or changed', 'locations were added or changed'],
  customers: ['customer was changed', 'customers were changed'],
  districts: ['purveyor was changed', 'purveyors were changed'],
}

/** "3 tests were recorded and 1 customer was changed", or '' when nothing newer hangs on the import. */
function hangingWords(successors: Record<string, number>): string {
  const parts = Object.entries(HANGING).flatMap(([kind, [one, many]]) => {
    const n = successors[kind] ?? 0
    return n > 0 ? [countOf(n, one, many)] : []
  })
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}

function undoWords({ result }: ImportOnFile): string {
  const wrote = result === null ? '' : resultSentence(result)
  return `What came in goes, what was changed is as it was before, and due dates with it. It had written: ${wrote} The sheet and this report stay.`
}
