import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Badge } from '@/app/_ui/badge.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { Stepper } from '@/app/_ui/stepper.tsx'
import { FlashToast } from '@/app/_ui/toast.tsx'
import { requireContext } from '@/lib/context.ts'
import { formatInstant } from '@/lib/dates.ts'
import { findImport, type ImportOnFile } from '@/lib/imports/queries.ts'
import { IMPORT_STEPS } from '../steps.ts'
import { countOf, sheetWords, stateOf } from '../words.ts'
import { Columns } from './columns.tsx'
import { Discard } from './import-buttons.tsx'
import { Reading } from './reading.tsx'
import { Refused } from './refused.tsx'
import { Report } from './report.tsx'
import { Review } from './review.tsx'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> }

export const metadata: Metadata = { title: 'Import' }

const DONE: Record<string, string> = { committed: 'The import is in.', undone: 'The import is undone.' }

export default async function ImportPage({ params, searchParams }: Props) {
  const [{ id }, asked] = await Promise.all([params, searchParams])
  const context = await requireContext('imports:read')
  const found = await findImport(context.db, id)
  if (found === null) notFound()
  const write = context.may('imports:write') && context.company.writable
  const mapping = write && found.header !== null && isOpen(found.state) && param(asked, 'step') === 'columns'
  const state = stateOf(found.state)
  const done = DONE[param(asked, 'done')]
  return (
    <>
      {done === undefined ? null : <FlashToast message={done} />}
      <PageHeader
        title={<span className="wrap-anywhere">{found.file_name}</span>}
        state={<Badge tone={state.tone}>{state.words}</Badge>}
        crumbs={[{ label: 'Imports', href: '/imports' }]}
        sub={factsOf(found, context.company.time_zone)}
        actions={write && found.committed_at === null ? <Discard id={found.id} name={found.file_name} /> : undefined}
      />
      <div className="mb-6">
        <Stepper steps={stepsOf(found, write)} current={mapping ? 1 : stepOf(found)} label="Steps of the import" />
      </div>
      {mapping || found.state === 'mapping' ? (
        <Columns found={found} params={asked} write={write} />
      ) : found.state === 'uploaded' || found.state === 'staging' ? (
        <Reading id={found.id} rows={found.staged_rows} total={found.total_rows} />
      ) : found.state === 'staged' ? (
        <Review context={context} found={found} params={asked} write={write} />
      ) : found.state === 'committed' || found.state === 'undone' ? (
        <Report context={context} found={found} params={asked} write={write} />
      ) : (
        <Refused found={found} write={write} />
      )}
    </>
  )
}

function isOpen(state: string): boolean {
  return ['mapping', 'staged', 'refused', 'failed'].includes(state)
}

function factsOf(found: ImportOnFile, zone: string): string {
  const facts = [
    sheetWords(found.sheet_kind, found.mapping?.kind ?? null),
    found.total_rows === null ? '' : countOf(found.total_rows, 'row'),
    `brought in ${formatInstant(found.created_at, zone)}`,
    found.mapping_remembered ? 'columns mapped as last time' : '',
  ]
  return facts.filter((fact) => fact !== '').join(' · ')
}

function stepsOf(found: ImportOnFile, write: boolean) {
  const remap = write && found.header !== null && isOpen(found.state)
  return IMPORT_STEPS.map((label) =>
    label === 'Columns' && remap ? { label, href: `/imports/${found.id}?step=columns` } : { label },
  )
}

/** While doubts are open it is Review; once none is, Commit. */
function stepOf({ state, counts }: ImportOnFile): number {
  if (state === 'mapping') return 1
  if (state === 'staged') return counts.review > 0 ? 2 : 3
  return state === 'committed' || state === 'undone' ? 4 : 0
}
