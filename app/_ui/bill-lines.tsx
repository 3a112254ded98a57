import { Money } from './money.tsx'
import { DataTable, Td, Th } from './table.tsx'

type Line = { description: string; quantity_hundredths: number; unit_cents: number; amount_cents: number }

/** What an invoice or a quote charges, line by line, to read: cents, and hundredths of the quantity. */
export function BillLines({ label, lines, dense = false }: { label: string; lines: readonly Line[]; dense?: boolean }) {
  return (
    <DataTable label={label} cards dense={dense}>
      <thead>
        <tr>
          <Th>For</Th>
          <Th num>Quantity</Th>
          <Th num>Price</Th>
          <Th num>Amount</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines never move, and two may read alike
          <tr key={index}>
            <th scope="row" className="card-head whitespace-normal!">
              {line.description}
            </th>
            <Td label="Quantity" num>
              {line.quantity_hundredths / 100}
            </Td>
            <Td label="Price" num>
              <Money cents={line.unit_cents} />
            </Td>
            <Td label="Amount" num>
              <Money cents={line.amount_cents} />
            </Td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}
