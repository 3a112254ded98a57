import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Badge } from '@/app/_ui/badge.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { DescriptionList, type Fact } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { requireContext } from '@/lib/context.ts'
import { formatDay, isDay } from '@/lib/dates.ts'
import { fieldLabel, findImportRow, type RowOnFile } from '@/lib/imports/find-import-row.ts'
import { findImport } from '@/lib/imports/queries.ts'
import { formatCents } from '@/lib/money.ts'
import { codeTitle, fateOf } from '../../../words.ts'
import { RowAnswers } from '../../row-answers.tsx'
import { AnswerForm } from './answer-form.tsx'
import { CorrectForm } from './correct-form.tsx'

type Props = { params: Promise<{ id: string; row: string }> }

export const metadata: Metadata = { title: 'Row of an import' }

export default async function ImportRowPage({ params }: Props) {
  const { id, row: rowText } = await params
  const context = await requireContext('imports:read')
  if (!/^\d{1,7}$/.test(rowText)) notFound()
  const [parent, found] = await Promise.all([
    findImport(context.db, id),
    findImportRow(context.db, id, Number(rowText)),
  ])
  if (parent === null || found === null) notFound()
  const { row, doubts } = found
  const fate = row.fate ?? row.status
  const write = context.may('imports:write') && context.company.writable && parent.state === 'staged'
  const { words, tone } = fateOf(fate)
  return (
    <>
      <PageHeader
        title={`Row ${rowText}`}
        state={<Badge tone={tone}>{words}</Badge>}
        crumbs={[
          { label: 'Imports', href: '/imports' },
          { label: parent.file_name, href: `/imports/${id}` },
        ]}
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={doubts.length === 0 ? 'Nothing in doubt' : 'What is in doubt'} id="doubts">
          {doubts.length === 0 ? <p className="text-ink-2">{sayFate(fate)}</p> : null}
          <ul className="grid gap-4">
            {doubts.map((doubt) => (
              <li key={`${doubt.code} ${doubt.field ?? ''}`} className="grid gap-2 wrap-anywhere">
                <div>
                  <h3 className="font-medium">{codeTitle(doubt.code)}</h3>
                  <p className="text-ink-2">{doubt.message}</p>
                </div>
                {write && fate === 'review' && doubt.correctable && doubt.field !== null ? (
                  <CorrectForm
                    key={`${doubt.found} ${doubt.suggestion ?? ''}`}
                    importId={id}
                    row={row.row_no}
                    field={doubt.field}
                    label={fieldLabel(doubt.field)}
                    value={doubt.suggestion ?? doubt.found}
                  />
                ) : null}
              </li>
            ))}
          </ul>
          {write ? (
            <AnswerForm importId={id}>
              <RowAnswers
                row={row.row_no}
                fate={fate}
                suggested={doubts.some(({ suggestion }) => suggestion !== undefined)}
              />
            </AnswerForm>
          ) : null}
        </Card>
        <Card title="What the row says" id="facts">
          <DescriptionList facts={factsOf(found)} />
        </Card>
      </div>
    </>
  )
}

const SENTENCES: Record<string, string> = {
  new: 'This row makes something new.',
  update: 'This row changes what is on file.',
  duplicate: 'This is on file already, or stands in an earlier row. Nothing is written.',
  skipped: 'This row is left out.',
  refused: 'This row cannot become a record.',
}

function sayFate(fate: string): string {
  return SENTENCES[fate] ?? ''
}

const SHOWN: Record<string, readonly string[]> = {
  customer: ['name', 'parent', 'phone', 'email', 'line1', 'line2', 'city', 'state', 'zip'],
  location: ['name', 'phone', 'email', 'line1', 'line2', 'city', 'state', 'zip'],
}
const HIDDEN = new Set(['size_thousandths', 'bypass_size_thousandths', 'district_slug'])

function factsOf({ clean }: RowOnFile): Fact[] {
  const facts: Fact[] = []
  for (const [part, keys] of Object.entries(SHOWN)) {
    const values = part === 'customer' ? clean.customer : clean.location
    for (const key of keys) push(facts, `${part}.${key}`, key, read(values, key))
  }
  for (const [key, value] of Object.entries(clean.device ?? {})) if (!HIDDEN.has(key)) push(facts, key, key, value)
  for (const [key, value] of Object.entries(clean.test ?? {})) push(facts, key, key, value)
  const verdict = clean.test?.recomputed
  if (verdict) facts.push({ label: 'Recomputed result', value: `${verdict.result} by ${verdict.profile}` })
  return facts
}

function read(values: object | null, key: string): unknown {
  return values === null ? null : Reflect.get(values, key)
}

function push(facts: Fact[], field: string, key: string, value: unknown): void {
  if (value === null || value === undefined || typeof value === 'object' || value === '') return
  facts.push({ label: fieldLabel(field), value: textOf(key, value), figures: key === 'serial' || key === 'size' })
}

function textOf(key: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (key === 'price_cents' && typeof value === 'number') return formatCents(value)
  const text = String(value)
  return isDay(text) ? formatDay(text) : text
}
