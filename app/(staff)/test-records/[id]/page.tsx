import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Badge, type Tone } from '@/app/_ui/badge.tsx'
import { Banner } from '@/app/_ui/banner.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Section } from '@/app/_ui/card.tsx'
import { type Params, param } from '@/app/_ui/href.ts'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { Timeline } from '@/app/_ui/timeline.tsx'
import { FlashToast } from '@/app/_ui/toast.tsx'
import { type Context, requireContext } from '@/lib/context.ts'
import { formatDay, formatInstant } from '@/lib/dates.ts'
import { findTestRecord, type TestRecordPage as Shown } from '@/lib/test-records/queries.ts'
import { listedRepairs } from '@/lib/test-records/repair-words.ts'
import { AllowSigning, DiscardDraft } from './draft-forms.tsx'
import { RecordFacts } from './record-facts.tsx'
import { ChecksTable, ReadingsTable } from './readings-table.tsx'

export const metadata: Metadata = { title: 'Test record' }

/** One record: what was read and concluded, by whom and with what, its versions, its report; and what may still be done with it. */
export default async function TestRecordPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<Params>
}) {
  const context = await requireContext('tests:read')
  const [{ id }, query] = [await params, await searchParams]
  const shown = await findTestRecord(context.db, id)
  if (shown === null) notFound()
  const { record, readings } = shown
  const device = record.snapshot.device
  const state = stateOf(shown)
  const done = param(query, 'done')
  const type = device?.type ?? 'OTHER'
  return (
    <>
      {done === 'signed' ? <FlashToast message="Signed and locked." /> : null}
      {done === 'draft' ? <FlashToast message="Draft saved." /> : null}
      <PageHeader
        title={`Test of ${formatDay(record.tested_on)}`}
        state={<Badge tone={state.tone}>{state.word}</Badge>}
        sub={[device?.serial ?? 'No serial', device?.manufacturer, device?.model, record.snapshot.customer?.name]
          .filter(Boolean)
          .join(' · ')}
        crumbs={[
          { label: 'Test records', href: '/test-records' },
          { label: device?.serial ?? 'Assembly', href: `/devices/${record.device_id}` },
        ]}
        actions={<Actions shown={shown} context={context} />}
      />
      <div className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-6">
          <Verdict shown={shown} />
          <Section title="Readings" id="readings">
            <ReadingsTable type={type} readings={readings} checks={record.checks} />
          </Section>
          {record.repairs.length === 0 && !record.repairs_text ? null : (
            <Section title="Repairs" id="repairs">
              <p className="max-w-prose whitespace-pre-line">{record.repairs_text}</p>
              <p className="max-w-prose text-sm whitespace-pre-line text-ink-2">
                {listedRepairs(record.repairs, record.repairs_text)}
              </p>
            </Section>
          )}
          {record.remarks ? (
            <Section title="Remarks" id="remarks">
              <p className="max-w-prose whitespace-pre-line">{record.remarks}</p>
            </Section>
          ) : null}
          <Section title="How the rules judged it" id="checks">
            <ChecksTable checks={record.checks} />
          </Section>
          <OwnerAllows shown={shown} context={context} />
        </div>
        <aside className="grid gap-6">
          <RecordFacts shown={shown} timeZone={context.company.time_zone} />
          <Versions shown={shown} timeZone={context.company.time_zone} />
        </aside>
      </div>
    </>
  )
}

function stateOf({ record }: Shown): { tone: Tone; word: string } {
  if (record.superseded_at) return { tone: 'muted', word: 'Superseded' }
  if (record.origin === 'imported') return { tone: 'info', word: 'Imported' }
  if (!record.signed_at) return { tone: 'due', word: 'Draft' }
  return { tone: 'pass', word: 'Signed and locked' }
}

function Actions({ shown, context }: { shown: Shown; context: Context }) {
  const { record, mine } = shown
  const may = context.may('tests:write') && context.company.writable && !shown.device_deleted
  const office = context.may('customers:write')
  if (record.signed_at || record.origin === 'imported') {
    return (
      <>
        {may && !record.superseded_at && (mine || office) ? (
          <LinkButton href={`/record-test?correct=${record.id}`} shortcut="e">
            Correct
          </LinkButton>
        ) : null}
        {record.signed_at ? (
          <LinkButton href={`/reports/${record.id}`} external variant="primary">
            Report, PDF
          </LinkButton>
        ) : null}
      </>
    )
  }
  if (!may || !(mine || office)) return null
  return (
    <>
      <DiscardDraft
        id={record.id}
        deviceId={record.device_id}
        words={`The draft of ${formatDay(record.tested_on)} is thrown away.`}
      />
      <LinkButton href={`/record-test?draft=${record.id}`} variant="primary" shortcut="e">
        Go on with the draft
      </LinkButton>
    </>
  )
}

function Verdict({ shown }: { shown: Shown }) {
  const { record } = shown
  const certified = record.certified_result
  const filed = record.origin === 'imported'
  const result = certified ?? record.computed_result
  const tone = result === 'PASS' ? 'pass' : result === 'FAIL' ? 'fail' : 'due'
  const against = certified !== null && certified !== record.computed_result
  return (
    <div className="grid gap-3">
      {record.superseded_by_id ? (
        <Banner
          tone="warn"
          action={<LinkButton href={`/test-records/${record.superseded_by_id}`}>Open the newer version</LinkButton>}
        >
          This record was corrected. A newer version stands in its place.
        </Banner>
      ) : null}
      <p className="flex flex-wrap items-center gap-3">
        <Badge tone={tone} large>
          {result === 'PASS' ? 'Pass' : result === 'FAIL' ? 'Fail' : 'Incomplete'}
        </Badge>
        <span className="text-ink-2">
          {filed ? 'as filed' : record.signed_at ? 'certified by the tester' : 'as the draft stands, not signed yet'}
        </span>
        {against || filed ? (
          <span className="text-ink-2">
            The rules conclude <strong>{record.computed_result.toLowerCase()}</strong>
            {filed ? ' from its readings.' : '.'}
          </span>
        ) : null}
      </p>
      {record.certify_reason && against ? <p className="max-w-prose">Reason: {record.certify_reason}</p> : null}
      {record.override_by ? (
        <p className="max-w-prose">
          {shown.override_name ?? 'An owner'} allowed signing although licence or gauge was out of date:{' '}
          {record.override_reason}
        </p>
      ) : null}
      {record.due_basis ? (
        <p className="max-w-prose text-ink-2">
          {record.certified_result === 'FAIL' && record.repair_due_on
            ? `Repair and retest by ${formatDay(record.repair_due_on)}.`
            : record.next_due_on
              ? `Next due ${formatDay(record.next_due_on)}.`
              : 'Nothing is due after it.'}{' '}
          {record.due_basis}
        </p>
      ) : null}
    </div>
  )
}

function OwnerAllows({ shown, context }: { shown: Shown; context: Context }) {
  const { record } = shown
  if (record.signed_at || record.origin === 'imported' || record.override_by || !context.may('tests:override'))
    return null
  return (
    <Section title="Out of date licence or gauge" id="allow">
      <p className="max-w-prose text-ink-2">
        Where the licence or the gauge was out of date on the day of the test, signing waits for your reason.
      </p>
      <AllowSigning id={record.id} />
    </Section>
  )
}

function Versions({ shown, timeZone }: { shown: Shown; timeZone: string }) {
  const { versions, record } = shown
  if (versions.length < 2) return null
  return (
    <Section title="Versions" id="versions">
      <Timeline
        label="Versions of this record, newest first"
        entries={versions.toReversed().map((version) => ({
          id: version.id,
          tone: version.superseded_at
            ? ('muted' as const)
            : version.result === 'FAIL'
              ? ('fail' as const)
              : ('pass' as const),
          title:
            version.id === record.id ? (
              <>This version, {version.result?.toLowerCase() ?? 'no result'}</>
            ) : (
              <TextLink href={`/test-records/${version.id}`}>
                {version.superseded_at ? 'Superseded' : 'Current'}, {version.result?.toLowerCase() ?? 'no result'}
              </TextLink>
            ),
          when: version.signed_at ? formatInstant(version.signed_at, timeZone) : formatDay(version.tested_on),
          detail: [version.tester_name, version.reason].filter(Boolean).join(': ') || undefined,
        }))}
      />
    </Section>
  )
}
