import { Card, Section } from '@/app/_ui/card.tsx'
import { FilterBar } from '@/app/_ui/filter-bar.tsx'
import { hrefWith, type Params, param } from '@/app/_ui/href.ts'
import { Pagination } from '@/app/_ui/pagination.tsx'
import { Tabs } from '@/app/_ui/tabs.tsx'
import type { Context } from '@/lib/context.ts'
import {
  codeExamples,
  type Fate,
  FATES,
  type ImportCounts,
  type ImportOnFile,
  importProgress,
  listImportRows,
  ROWS_A_PAGE,
  type RowReason,
} from '@/lib/imports/queries.ts'
import { pack } from '@/lib/packed.ts'
import { answersOf, codeTitle, countOf, fateOf, numberWords, planSentence } from '../words.ts'
import { CodeAnswers, Commit } from './import-buttons.tsx'
import { Reading } from './reading.tsx'
import { RowSelection } from './row-selection.tsx'
import { RowTable } from './row-table.tsx'

type Props = { context: Context; found: ImportOnFile; params: Params; write: boolean }

/** Every row's fate before anything is written: the plan, the doubts by kind, and the rows themselves. */
export async function Review({ context: { db }, found, params, write }: Props) {
  const { id, counts } = found
  const [progress, examples, list] = await Promise.all([
    importProgress(db, id),
    codeExamples(db, id),
    listImportRows(db, id, rowQuery(params)),
  ])
  if (progress?.busy === true) return <Reading id={id} rows={0} total={null} writing />
  const tests = found.mapping?.kind === 'tests'
  const nothing = counts.new + counts.update === 0
  return (
    <div className="grid gap-6">
      <Card title="What the import will do" id="plan">
        <p className="max-w-prose">{planSentence(counts, tests)}</p>
        {write ? (
          nothing ? (
            <p className="text-ink-2">
              {counts.review > 0 ? 'Answer the rows that need review first.' : 'There is nothing to commit.'}
            </p>
          ) : (
            <Commit id={id} />
          )
        ) : null}
      </Card>
      {counts.codes.length === 0 ? null : (
        <Section title="To decide, by kind" id="kinds">
          <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
            {counts.codes.map(({ code, rows, suggested }) => (
              <Problem
                key={code}
                id={id}
                code={code}
                rows={rows}
                suggested={suggested}
                example={examples.get(code)}
                tests={tests}
                write={write}
              />
            ))}
          </ul>
        </Section>
      )}
      <section aria-labelledby="rows" className="min-w-0">
        <h2 id="rows" className="mb-2 text-lg font-semibold">
          Rows
        </h2>
        <RowTabs id={id} counts={counts} params={params} />
        <RowFilter id={id} counts={counts} params={params} />
        <RowSelection id={id} write={write}>
          <RowTable rows={list.rows} write={write} tests={tests} />
        </RowSelection>
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

/** Which rows the address asks for. */
export function rowQuery(params: Params) {
  const code = param(params, 'code')
  const page = Number.parseInt(param(params, 'page'), 10)
  return {
    fate: fateAsked(params),
    code: /^[a-z_]{1,60}$/.test(code) ? code : null,
    search: param(params, 'q').replaceAll('\u0000', '').trim().slice(0, 100),
    page: Number.isSafeInteger(page) && page >= 1 && page <= 20_000 ? page : 1,
  }
}

function fateAsked(params: Params): Fate | null {
  return FATES.find((fate) => fate === param(params, 'fate')) ?? null
}

/** All rows, and those of each fate. */
export function RowTabs({ id, counts, params }: { id: string; counts: ImportCounts; params: Params }) {
  const path = `/imports/${id}`
  const now = fateAsked(params)
  const to = (fate: Fate | null) => hrefWith(path, params, { fate, page: null, code: null, step: null, done: null })
  return (
    <Tabs
      label="Rows by what becomes of them"
      tabs={[
        { label: 'All', href: to(null), on: now === null, count: numberWords(counts.rows) },
        ...FATES.map((fate) => ({
          label: fateOf(fate).words,
          href: to(fate),
          on: now === fate,
          count: numberWords(counts[fate]),
        })),
      ]}
    />
  )
}

/** Search, and the doubt to look at. */
export function RowFilter({ id, counts, params }: { id: string; counts: ImportCounts; params: Params }) {
  const code = param(params, 'code')
  const known = counts.codes.map((each) => each.code)
  const codes = code === '' || known.includes(code) ? known : [...known, code]
  return (
    <FilterBar
      path={`/imports/${id}`}
      params={params}
      search="Serial, customer or street"
      filters={
        codes.length === 0
          ? undefined
          : pack([
              {
                kind: 'select',
                name: 'code',
                label: 'Problem',
                options: codes.map((value) => ({ value, label: codeTitle(value) })),
              },
            ])
      }
      keep={['fate']}
    />
  )
}

function Problem({
  id,
  code,
  rows,
  suggested,
  example,
  tests,
  write,
}: {
  id: string
  code: string
  rows: number
  suggested: number
  example: RowReason | undefined
  tests: boolean
  write: boolean
}) {
  const title = codeTitle(code)
  const { means, accept, keep } = answersOf(code, suggested, tests)
  return (
    <li className="grid content-between gap-3 rounded-md border border-line bg-surface p-4">
      <div className="grid gap-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h3 className="font-medium">{title}</h3>
          <a href={`/imports/${id}?fate=review&code=${code}#rows`} className="link text-sm tabular-nums">
            {countOf(rows, 'row')}
          </a>
        </div>
        <p className="text-sm text-ink-2">{means}</p>
        {example === undefined ? null : (
          <p className="text-sm wrap-anywhere">
            <span className="text-ink-3">For example: </span>
            {example.found === '' ? 'nothing' : <span className="figures">{example.found}</span>}
            {example.suggestion === undefined ? null : (
              <>
                <span aria-hidden="true"> → </span>
                <span className="sr-only"> becomes </span>
                <strong className="figures font-medium">{example.suggestion}</strong>
              </>
            )}
          </p>
        )}
        {suggested > 0 && suggested < rows ? (
          <p className="text-sm text-ink-3">{countOf(suggested, 'row')} of them with a suggestion.</p>
        ) : null}
      </div>
      {write ? <CodeAnswers id={id} code={code} title={title} accept={accept} keep={keep} /> : null}
    </li>
  )
}
