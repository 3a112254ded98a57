'use client'

import { type Packed, unpack } from '@/lib/packed.ts'
import type { Filter } from './filter-bar.tsx'
import { GetForm } from './get-form.tsx'
import { Select } from './select.tsx'
import { DateInput, TextInput } from './text-input.tsx'

export type FilterFormProps = {
  path: string
  filters: Packed<readonly Filter[]>
  /** What is on, by the filter's name. */
  values: Readonly<Record<string, string>>
  /** Parameters that stay as they are. */
  kept: readonly (readonly [name: string, value: string])[]
}

/** The boxes of a list's filters; what is chosen goes into the URL. */
export function FilterForm({ path, filters, values, kept }: FilterFormProps) {
  return (
    <GetForm key={JSON.stringify(values)} action={path} className="grid w-72 max-w-full gap-3">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {unpack(filters).map((filter) => (
        <Control key={filter.name} filter={filter} value={values[filter.name] ?? ''} />
      ))}
      <button type="submit" className="btn btn-primary">
        Show results
      </button>
    </GetForm>
  )
}

function Control({ filter, value }: { filter: Filter; value: string }) {
  const props = { id: `filter-${filter.name}`, name: filter.name, label: filter.label, defaultValue: value }
  if (filter.kind === 'select') return <Select {...props} options={filter.options} placeholder="Any" />
  if (filter.kind === 'day') return <DateInput {...props} />
  return <TextInput {...props} autoComplete="off" />
}
