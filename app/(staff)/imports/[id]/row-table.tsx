import { Badge } from '@/app/_ui/badge.tsx'
import { DataTable, EmptyRow, SelectAllTh, SelectTd, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { type ImportRow, reasonsOf, type RowReason } from '@/lib/imports/queries.ts'
import { codeTitle, fateOf } from '../words.ts'
import { RowAnswers } from './row-answers.tsx'
import { placeOf, thingOf } from './row-words.ts'

/** Rows of the sheet with what becomes of them. `open` links what is on file once the import is in. */
export function RowTable({
  rows,
  write,
  tests,
  open = false,
}: {
  rows: readonly ImportRow[]
  write: boolean
  tests: boolean
  open?: boolean
}) {
  return (
    <DataTable label="Rows of the sheet" cards>
      <thead>
        <tr>
          {write ? <SelectAllTh /> : null}
          <Th num>Row</Th>
          <Th>Assembly or test</Th>
          <Th>{whoWords(tests)}</Th>
          <Th>Why</Th>
          <Th>Fate</Th>
          {write ? (
            <Th>
              <span className="sr-only">Answers</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.length === 0 ? <EmptyRow span={write ? 7 : 5}>No row is in this view.</EmptyRow> : null}
        {rows.map((row) => (
          <Row key={row.row_no} row={row} write={write} tests={tests} open={open} />
        ))}
      </tbody>
    </DataTable>
  )
}

function Row({ row, write, tests, open }: { row: ImportRow; write: boolean; tests: boolean; open: boolean }) {
  const fate = row.fate ?? row.status
  const { words, tone } = fateOf(fate)
  const thing = thingOf(row)
  const place = placeOf(row)
  const reasons = reasonsOf(row.reasons, row.file_reasons)
  const notes = reasonsOf(row.notes).filter(({ code }) => code === 'accepted' || code === 'kept_as_found')
  const href = open ? linkOf(row) : null
  return (
    <tr>
      {write ? <SelectTd value={String(row.row_no)} label={`row ${row.row_no}`} /> : null}
      <Td label="Row" num>
        <TextLink href={`/imports/${row.import_id}/rows/${row.row_no}`}>{row.row_no}</TextLink>
      </Td>
      <th scope="row" className="card-head cut" title={thing.name}>
        {href === null ? <span className="figures">{thing.name}</span> : <TextLink href={href}>{thing.name}</TextLink>}
        <span className="sub cut">
          <span className="only-phone">Row {row.row_no} </span>
          {thing.sub}
        </span>
      </th>
      <Td label={whoWords(tests)} cut title={`${place.name}, ${place.sub}`}>
        <span className="grid min-w-0">
          <span className="truncate">{place.name}</span>
          {place.sub === '' ? null : <span className="sub truncate">{place.sub}</span>}
        </span>
      </Td>
      <Td label="Why">
        <Reasons reasons={reasons} notes={notes} repeats={row.repeats ? row.same_as : null} />
      </Td>
      <Td corner>
        <Badge tone={tone}>{words}</Badge>
      </Td>
      {write ? (
        <td>
          <RowAnswers
            row={row.row_no}
            fate={fate}
            suggested={reasons.some(({ suggestion }) => suggestion !== undefined)}
          />
        </td>
      ) : null}
    </tr>
  )
}

function Reasons({
  reasons,
  notes,
  repeats,
}: {
  reasons: readonly RowReason[]
  notes: readonly RowReason[]
  repeats: number | null
}) {
  if (reasons.length === 0 && notes.length === 0) {
    return <span className="text-ink-3">{repeats === null ? '–' : `The same as row ${repeats}.`}</span>
  }
  return (
    <ul className="grid max-w-[36ch] gap-0.5 text-sm wrap-anywhere">
      {reasons.map((reason, index) => (
        <li key={`${reason.code} ${reason.field ?? ''} ${String(index)}`}>
          {codeTitle(reason.code)}
          {reason.suggestion === undefined ? (
            reason.found === '' ? null : (
              <span className="figures text-ink-3"> {reason.found}</span>
            )
          ) : (
            <>
              : <span className="figures text-ink-3">{reason.found === '' ? 'nothing' : reason.found}</span>
              <span aria-hidden="true"> → </span>
              <span className="sr-only"> becomes </span>
              <strong className="figures font-medium">{reason.suggestion}</strong>
            </>
          )}
        </li>
      ))}
      {notes.map((note, index) => (
        <li key={`note ${note.field ?? ''} ${String(index)}`} className="text-ink-3">
          {note.code === 'accepted' ? 'Accepted: ' : 'Kept as found'}
          {note.code === 'kept_as_found' && note.found !== '' ? ': ' : ''}
          <span className="figures">{note.code === 'accepted' ? (note.suggestion ?? '') : note.found}</span>
        </li>
      ))}
    </ul>
  )
}

function whoWords(tests: boolean): string {
  return tests ? 'Tester and gauge' : 'Customer and address'
}

function linkOf(row: ImportRow): string | null {
  if (row.fate !== 'new' && row.fate !== 'update' && row.fate !== 'duplicate') return null
  if (row.test_record_id !== null && row.creates.includes('test')) return `/test-records/${row.test_record_id}`
  return row.device_id === null ? null : `/devices/${row.device_id}`
}
