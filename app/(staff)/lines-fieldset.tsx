'use client'

import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '@/app/_ui/button.tsx'
import { totalOf } from '@/lib/invoices/line-total.ts'
import { type TypedLine } from '@/lib/invoices/schema.ts'
import { parseQuantity } from '@/lib/invoices/quantity.ts'
import { formatCents, parseCents } from '@/lib/money.ts'

const BLANK: TypedLine = { id: '', description: '', quantity: '1', unit: '', tax_hundredths_percent: 0 }

export type PriceOption = { id: string; name: string; cents: number; taxed: boolean }

/** Lines of an invoice or a quote, and what they come to while one types; sent as JSON in `lines`. */
export function LinesFieldset({
  lines,
  prices,
  taxRate,
}: {
  lines: readonly TypedLine[]
  prices: readonly PriceOption[]
  taxRate: number
}) {
  const [rows, setRows] = useState(() => keyed(lines.length === 0 ? [BLANK] : lines))
  const change = (key: string, part: Partial<TypedLine>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  const add = (line: TypedLine) =>
    setRows([...rows.filter((row) => row.description !== '' || row.unit !== ''), ...keyed([line])])
  return (
    <>
      <input type="hidden" name="lines" value={JSON.stringify(rows.map(lineOf))} />
      <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2">
        <legend className="mb-1 font-medium">Lines</legend>
        {rows.map((row, index) => (
          <LineRow
            key={row.key}
            row={row}
            number={index + 1}
            taxRate={taxRate}
            onChange={(part) => change(row.key, part)}
            onRemove={() => setRows(rows.filter(({ key }) => key !== row.key))}
          />
        ))}
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="secondary" onClick={() => setRows([...rows, ...keyed([BLANK])])}>
            <Plus aria-hidden="true" /> Add a line
          </Button>
          {prices.length === 0 ? null : (
            <select
              className="control w-auto! max-w-full"
              aria-label="Add from the price book"
              value=""
              onChange={(event) => {
                const price = prices.find(({ id }) => id === event.currentTarget.value)
                if (price === undefined) return
                add({
                  id: '',
                  description: price.name,
                  quantity: '1',
                  unit: formatCents(price.cents),
                  tax_hundredths_percent: price.taxed ? taxRate : 0,
                })
              }}
            >
              <option value="">From the price book…</option>
              {prices.map((price) => (
                <option key={price.id} value={price.id}>
                  {price.name}, {formatCents(price.cents)}
                </option>
              ))}
            </select>
          )}
        </div>
      </fieldset>
      <Sum rows={rows} />
    </>
  )
}

type Row = TypedLine & { key: string }
const lineOf = ({ id, description, quantity, unit, tax_hundredths_percent }: Row): TypedLine => ({
  id,
  description,
  quantity,
  unit,
  tax_hundredths_percent,
})
const keyed = (lines: readonly TypedLine[]): Row[] => lines.map((line) => ({ ...line, key: crypto.randomUUID() }))

function LineRow({
  row,
  number,
  taxRate,
  onChange,
  onRemove,
}: {
  row: Row
  number: number
  taxRate: number
  onChange: (part: Partial<TypedLine>) => void
  onRemove: () => void
}) {
  const tax = useId()
  const rate = row.tax_hundredths_percent === 0 ? taxRate : row.tax_hundredths_percent
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_5rem_7rem_auto] items-center gap-2 border-b border-line pb-2 max-sm:grid-cols-[4.5rem_minmax(0,1fr)_auto]">
      <input
        className="control max-sm:col-span-3"
        aria-label={`Line ${number}: for`}
        placeholder="For"
        maxLength={1000}
        value={row.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <input
        className="control figures text-right"
        aria-label={`Line ${number}: quantity`}
        inputMode="decimal"
        value={row.quantity}
        onChange={(event) => onChange({ quantity: event.currentTarget.value })}
      />
      <input
        className="control figures text-right"
        aria-label={`Line ${number}: price`}
        inputMode="decimal"
        placeholder="$0.00"
        value={row.unit}
        onChange={(event) => onChange({ unit: event.currentTarget.value })}
      />
      <span className="flex items-center gap-1">
        {rate === 0 ? null : (
          <label htmlFor={tax} className="flex items-center gap-1 text-sm text-ink-2">
            <input
              id={tax}
              type="checkbox"
              className="tick"
              checked={row.tax_hundredths_percent > 0}
              onChange={(event) => onChange({ tax_hundredths_percent: event.currentTarget.checked ? rate : 0 })}
            />
            Tax
          </label>
        )}
        <Button variant="quiet" icon label={`Take line ${number} out`} onClick={onRemove}>
          <X aria-hidden="true" />
        </Button>
      </span>
    </div>
  )
}

function Sum({ rows }: { rows: readonly Row[] }) {
  const figures = rows.flatMap((row) => {
    const quantity_hundredths = parseQuantity(row.quantity)
    const unit = parseCents(row.unit)
    return quantity_hundredths === undefined || !unit.ok
      ? []
      : [{ quantity_hundredths, unit_cents: unit.cents, tax_hundredths_percent: row.tax_hundredths_percent }]
  })
  const { amountCents, taxCents, totalCents } = totalOf(figures)
  return (
    <dl className="ml-auto grid grid-cols-[auto_auto] gap-x-6 gap-y-1 text-right">
      {taxCents === 0 ? null : (
        <>
          <dt className="text-ink-3">Before tax</dt>
          <dd className="figures">{formatCents(amountCents)}</dd>
          <dt className="text-ink-3">Tax</dt>
          <dd className="figures">{formatCents(taxCents)}</dd>
        </>
      )}
      <dt className="font-medium">Total</dt>
      <dd className="figures font-medium">{formatCents(totalCents)}</dd>
    </dl>
  )
}
