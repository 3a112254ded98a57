import { Badge, type Tone } from '@/app/_ui/badge.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { type Happening, Timeline } from '@/app/_ui/timeline.tsx'
import { TEST_TYPE_LABELS, TEST_TYPES } from '@/lib/backflow/test-types.ts'
import { dayOfInstant, formatInstant } from '@/lib/dates.ts'
import { changeLines } from '@/lib/devices/change-words.ts'
import type { DeviceChangeEntry, DevicePageData, DeviceTest } from '@/lib/devices/device-page.ts'
import { readingSentences } from '@/lib/devices/reading-words.ts'

type Entry = Happening & { at: string }

/** Tests and changes of an assembly together, newest first. */
export function DeviceHistory({ data, timeZone }: { data: DevicePageData; timeZone: string }) {
  const entries: Entry[] = [
    ...data.tests.map((test) => ofTest(test, data.tests)),
    ...data.history.flatMap((change) => ofChange(change, timeZone)),
    {
      id: 'added',
      at: data.device.created_at,
      tone: 'info' as const,
      title: data.device.import_id === null ? 'Put on file' : 'Came in with an import',
      when: <Day day={dayOfInstant(data.device.created_at, timeZone)} />,
      ...(data.device.import_id === null
        ? {}
        : { detail: <TextLink href={`/imports/${data.device.import_id}`}>Open the import</TextLink> }),
    },
  ]
  return (
    <Timeline
      label="History of this assembly"
      entries={entries.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))}
    />
  )
}

function ofTest(test: DeviceTest, all: readonly DeviceTest[]): Entry {
  const draft = test.signed_at === null && test.origin !== 'imported'
  const successor = all.find(({ id }) => id === test.superseded_by_id)
  const tone: Tone =
    test.superseded_at !== null ? 'muted' : draft ? 'info' : test.certified_result === 'PASS' ? 'pass' : 'fail'
  const result = draft ? 'Draft' : test.certified_result === 'PASS' ? 'Passed' : 'Failed'
  const reason = TEST_TYPES.find((type) => type === test.test_type)
  const readings = readingSentences(test.readings)
  const against = !draft && test.certified_result !== test.computed_result && test.computed_result !== 'INCOMPLETE'
  return {
    id: test.id,
    // A test stands at the end of its day, after the changes it brought along.
    at: `${test.tested_on}T23:59 ${test.created_at}`,
    tone,
    title: (
      <span className="inline-flex flex-wrap items-center gap-x-2">
        <TextLink href={`/test-records/${test.id}`}>
          {result}
          {reason === undefined ? '' : `: ${TEST_TYPE_LABELS[reason].toLowerCase()}`}
        </TextLink>
        {test.origin === 'imported' ? <Badge tone="muted">Imported</Badge> : null}
        {test.superseded_at === null ? null : <Badge tone="muted">Superseded</Badge>}
        {test.supersedes_id === null ? null : <Badge tone="info">Correction</Badge>}
      </span>
    ),
    when: <Day day={test.tested_on} />,
    detail: (
      <div className="grid gap-0.5">
        {readings.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {test.repairs_text === null ? null : <p>Repairs: {test.repairs_text}</p>}
        {against ? (
          <p>
            The rules say {test.computed_result === 'PASS' ? 'pass' : 'fail'}; it was{' '}
            {test.origin === 'imported' ? 'filed' : 'certified'} as {test.certified_result === 'PASS' ? 'pass' : 'fail'}
            .
          </p>
        ) : null}
        {test.supersede_reason === null ? null : <p>Corrected because: {test.supersede_reason}</p>}
        {successor === undefined ? null : (
          <p>
            The version that counts: <TextLink href={`/test-records/${successor.id}`}>the correction</TextLink>
          </p>
        )}
        {test.tester_name === null ? null : <p className="text-ink-3">{test.tester_name}</p>}
      </div>
    ),
  }
}

function ofChange(change: DeviceChangeEntry, timeZone: string): Entry[] {
  const lines = changeLines(change.changes)
  const [first, ...others] = lines
  if (first === undefined) return []
  const who = change.import_id !== null ? 'by an import' : (change.who ?? 'by the system')
  return [
    {
      id: change.id,
      at: change.happened_at,
      tone: 'muted',
      title: <span className="font-normal">{first}</span>,
      when: (
        <span title={formatInstant(change.happened_at, timeZone)}>
          <Day day={dayOfInstant(change.happened_at, timeZone)} />
        </span>
      ),
      detail: (
        <div className="grid gap-0.5">
          {others.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p className="text-ink-3">{who}</p>
        </div>
      ),
    },
  ]
}
