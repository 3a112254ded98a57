'use client'

import { useEffect } from 'react'
import type { Choice, FilterChoices } from '@/lib/lists/filter-choices.ts'
import { type Packed, unpack } from '@/lib/packed.ts'
import { ChoiceSelect } from './choice-select.tsx'
import type { Filter } from './filter-bar.tsx'
import { GetForm } from './get-form.tsx'
import { Select } from './select.tsx'
import { DateInput, TextInput } from './text-input.tsx'

export type FilterFormProps = {
  path: string
  filters: Packed<readonly Filter[]>
  /** What is on, by the filter's name. */
  values: Readonly<Record<string, Choice>>
  /** Parameters that stay as they are. */
  kept: readonly (readonly [name: string, value: string])[]
}

type Asked = { choices: Promise<FilterChoices | null>; onRetry: () => void }

/** The boxes of a list's filters; what is chosen goes into the URL. */
export function FilterForm({ path, filters, values, kept, choices, onRetry }: FilterFormProps & Asked) {
  // Whoever opened the filters before the boxes were here stands on the dialog itself.
  useEffect(() => {
    const active = document.activeElement
    if (active?.id === 'filters') active.querySelector<HTMLElement>('select, input:not([type="hidden"])')?.focus()
  }, [])
  return (
    <GetForm key={JSON.stringify(values)} action={path} className="grid w-72 max-w-full gap-3">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {unpack(filters).map((filter) => (
        <Control key={filter.name} filter={filter} chosen={values[filter.name]} choices={choices} onRetry={onRetry} />
      ))}
      <button type="submit" className="btn btn-primary">
        Show results
      </button>
    </GetForm>
  )
}

function Control({ filter, chosen, choices, onRetry }: Asked & { filter: Filter; chosen: Choice | undefined }) {
  const box = { id: `filter-${filter.name}`, name: filter.name, label: filter.label }
  if (filter.kind === 'choice') {
    const { from, none = false } = filter
    return (
      <ChoiceSelect
        {...box}
        {...(chosen === undefined ? {} : { chosen })}
        from={from}
        none={none}
        choices={choices}
        onRetry={onRetry}
        placeholder="Any"
      />
    )
  }
  const props = { ...box, defaultValue: chosen?.value ?? '' }
  if (filter.kind === 'select') return <Select {...props} options={filter.options} placeholder="Any" />
  if (filter.kind === 'day') return <DateInput {...props} />
  return <TextInput {...props} autoComplete="off" />
}
