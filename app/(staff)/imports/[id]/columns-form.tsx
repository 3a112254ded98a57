'use client'

import { LinkButton } from '@/app/_ui/button.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { type OptionGroup, Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { DataTable, Td, Th } from '@/app/_ui/table.tsx'
import { mapAction } from '../actions.ts'

/** The sheet's columns, each with what it holds and the field it feeds. */
export function ColumnsForm({
  id,
  kind,
  back,
  options,
  columns,
}: {
  id: string
  kind: string
  back: string
  options: readonly OptionGroup[]
  columns: readonly { name: string; field: string; samples: readonly string[] }[]
}) {
  const [state, send] = useFormAction(mapAction)
  const refused = state.status === 'refused' ? state : null
  return (
    <form action={send} className="grid gap-4">
      <FormErrorSummary message={refused?.message} errors={refused?.errors} />
      <input type="hidden" name="import_id" value={id} />
      <input type="hidden" name="kind" value={kind} />
      <DataTable label="Columns of the sheet" cards>
        <thead>
          <tr>
            <Th>Column</Th>
            <Th>For example</Th>
            <Th>Is</Th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, field, samples }, index) => {
            const box = `column_${index}`
            const chosen = refused?.values[box] ?? field
            return (
              <tr key={box}>
                <th scope="row" className="card-head cut" title={name}>
                  {name}
                </th>
                <Td label="For example" cut title={samples.join(', ')}>
                  <span className="text-ink-2">{samples.length === 0 ? 'No values' : samples.join(' · ')}</span>
                </Td>
                <Td label="Is">
                  <Select
                    key={chosen}
                    name={box}
                    label={`What “${name}” is`}
                    hideLabel
                    placeholder="Nothing, leave it"
                    options={options}
                    defaultValue={chosen}
                    error={refused?.errors[box]}
                  />
                </Td>
              </tr>
            )
          })}
        </tbody>
      </DataTable>
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending="One moment">Read the rows</SubmitButton>
        <LinkButton href={back}>Cancel</LinkButton>
      </div>
    </form>
  )
}
