import { Mark } from '@/app/_ui/badge.tsx'
import { DataTable, Td, Th } from '@/app/_ui/table.tsx'
import type { AssemblyType } from '@/lib/backflow/assembly.ts'
import type { CheckStatus } from '@/lib/backflow/checks.ts'
import {
  type ReadingCell,
  readingLines,
  type StoredCheck,
  type StoredReadings,
} from '@/lib/test-records/reading-rows.ts'

const TONES = { pass: 'pass', fail: 'fail', warn: 'due', missing: 'info' } as const satisfies Record<
  CheckStatus,
  string
>
const WORDS: Readonly<Record<CheckStatus, string>> = { pass: 'Pass', fail: 'Fail', warn: 'Note', missing: 'Missing' }

/** What was read, before and after repair, with what was asked. */
export function ReadingsTable({
  type,
  readings,
  checks,
}: {
  type: AssemblyType
  readings: readonly StoredReadings[]
  checks: readonly StoredCheck[]
}) {
  const lines = readingLines(type, readings, checks)
  const final = readings.some(({ stage }) => stage === 'final')
  if (lines.length === 0) return <p className="text-ink-2">No readings were taken.</p>
  return (
    <DataTable label="Readings">
      <thead>
        <tr>
          <Th>Reading</Th>
          <Th>Asked</Th>
          <Th>Initial</Th>
          {final ? <Th>Final, after repair</Th> : null}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.part}.${line.label}`}>
            <Td label="Reading">{line.label}</Td>
            <Td label="Asked">
              <span className="text-ink-2">{line.asked}</span>
            </Td>
            <Td label="Initial">
              <Cell cell={line.cells.initial} />
            </Td>
            {final ? (
              <Td label="Final">
                <Cell cell={line.cells.final} />
              </Td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}

function Cell({ cell }: { cell: ReadingCell | null }) {
  if (cell === null) return null
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3">
      <span className="figures">{cell.text}</span>
      {cell.status === null ? null : (
        <Mark tone={TONES[cell.status]} className="text-sm">
          {WORDS[cell.status]}
        </Mark>
      )}
    </span>
  )
}

/** Every check the rules made, with what came of it. */
export function ChecksTable({ checks }: { checks: readonly StoredCheck[] }) {
  if (checks.length === 0) return <p className="text-ink-2">No check was made.</p>
  const stages = { initial: 'Initial', final: 'Final', record: 'Installation' } as const
  return (
    <DataTable label="Checks" dense>
      <thead>
        <tr>
          <Th>Outcome</Th>
          <Th>Stage</Th>
          <Th>Found</Th>
          <Th>Rule</Th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a stored list that never changes
          <tr key={index}>
            <Td label="Outcome">
              <Mark tone={TONES[check.status]}>{WORDS[check.status]}</Mark>
            </Td>
            <Td label="Stage">{stages[check.stage]}</Td>
            <Td label="Found">{check.message}</Td>
            <Td label="Rule">
              <span className="text-ink-2">{check.rule}</span>
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}
