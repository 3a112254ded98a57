'use client'

import { use } from 'react'
import type { Choice, FilterChoices } from '@/lib/lists/filter-choices.ts'
import { Select } from './select.tsx'

const NONE: Choice = { value: 'none', label: 'None' }

/**
 * A select whose choices are asked for when it is opened. Where they cannot be had it says so, and what is chosen already
 * stays.
 */
export function ChoiceSelect({
  choices,
  from,
  none = false,
  chosen,
  ...rest
}: {
  choices: Promise<FilterChoices | null>
  from: keyof FilterChoices
  /** Whether 'None' is a choice too. */
  none?: boolean
  /** What is chosen, in words. */
  chosen?: Choice
  name: string
  id?: string
  label: string
  placeholder: string
}) {
  const found = use(choices)
  const known = found?.[from] ?? []
  const options = [...known, ...(none ? [NONE] : [])]
  const missing = chosen !== undefined && !options.some(({ value }) => value === chosen.value)
  return (
    <Select
      {...rest}
      options={missing ? [chosen, ...options] : options}
      defaultValue={chosen?.value ?? ''}
      {...(found === null ? { help: 'The choices did not arrive. Check the connection and reload the page.' } : {})}
    />
  )
}
