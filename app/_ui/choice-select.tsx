'use client'

import { use } from 'react'
import type { Choice, FilterChoices } from '@/lib/lists/filter-choices.ts'
import { Select } from './select.tsx'

const NONE: Choice = { value: 'none', label: 'None' }

/**
 * A select whose choices are asked for when it is opened. Where they cannot be had it says so and offers to ask again; what
 * is chosen already stays.
 */
export function ChoiceSelect({
  choices,
  onRetry,
  from,
  none = false,
  chosen,
  ...rest
}: {
  choices: Promise<FilterChoices | null>
  onRetry: () => void
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
      {...(found === null ? { help: <NotArrived box={rest.id ?? rest.name} onRetry={onRetry} /> } : {})}
    />
  )
}

function NotArrived({ box, onRetry }: { box: string; onRetry: () => void }) {
  // The button goes when they arrive; the focus stays with the box.
  const ask = () => {
    document.getElementById(box)?.focus()
    onRetry()
  }
  return (
    <>
      The choices did not arrive. Check the connection.{' '}
      <button type="button" className="text-link underline" onClick={ask}>
        Ask again
      </button>
    </>
  )
}
