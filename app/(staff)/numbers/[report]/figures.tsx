import { LinkButton } from '@/app/_ui/button.tsx'
import { Section } from '@/app/_ui/card.tsx'
import { DataTable, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { cellWords, type FigureTable } from '@/lib/numbers/figure-table.ts'

/** More rows than this are in the file alone. */
const SHOWN = 100

/** A table of a report, with its file. */
export function Figures({ table, file }: { table: FigureTable; file: string }) {
  const { columns, rows, total } = table
  const [first, ...others] = columns
  return (
    <Section
      title={table.label}
      id={table.id}
      actions={
        <LinkButton href={file} download variant="quiet" label={`${table.label}, CSV`}>
          CSV
        </LinkButton>
      }
    >
      {table.about === undefined ? null : <p className="mb-2 max-w-prose text-ink-3">{table.about}</p>}
      <DataTable label={table.label} dense>
        <thead>
          <tr>
            <Th>{first?.head}</Th>
            {others.map(({ head }) => (
              <Th key={head} num>
                {head}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row, index) => {
            const name = String(row.cells[0] ?? '')
            return (
              // oxlint-disable-next-line react/no-array-index-key -- rows never move, and two customers may have one name
              <tr key={index}>
                <th scope="row" className="max-w-80">
                  <span className="block truncate" title={name}>
                    {row.href === undefined ? name : <TextLink href={row.href}>{name}</TextLink>}
                  </span>
                  {row.note === undefined ? null : <span className="sub">{row.note}</span>}
                </th>
                {others.map(({ head, kind }, at) => (
                  <Td key={head} num>
                    {cellWords(kind, row.cells[at + 1] ?? null)}
                  </Td>
                ))}
              </tr>
            )
          })}
        </tbody>
        {total === undefined ? null : (
          <tfoot>
            <tr>
              <th scope="row">{total[0]}</th>
              {others.map(({ head, kind }, at) => (
                <Td key={head} num>
                  <strong>{cellWords(kind, total[at + 1] ?? null)}</strong>
                </Td>
              ))}
            </tr>
          </tfoot>
        )}
      </DataTable>
      {rows.length > SHOWN ? (
        <p className="mt-2 text-ink-3">
          The first {SHOWN} of {rows.length.toLocaleString('en-US')} stand here; the CSV holds all.
        </p>
      ) : null}
    </Section>
  )
}
