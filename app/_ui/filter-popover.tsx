'use client'

import { lazy, type ReactNode, startTransition, Suspense, useState } from 'react'
import type { FilterChoices } from '@/lib/lists/filter-choices.ts'
import type { FilterFormProps } from './filter-form.tsx'
import { loadChoices } from './load-choices.ts'

const FilterForm = lazy(() => import('./filter-form.tsx').then((file) => ({ default: file.FilterForm })))

const NO_CHOICES = Promise.resolve(null)

/** The button that opens the filters of a list; their boxes are drawn, and their choices asked for, when one comes to it. */
export function FilterPopover({ children, ...form }: FilterFormProps & { children: ReactNode }) {
  const [choices, setChoices] = useState<Promise<FilterChoices | null>>()
  const open = () => {
    if (choices === undefined) setChoices(form.filters.includes('"choice"') ? loadChoices() : NO_CHOICES)
  }
  return (
    <>
      <button
        type="button"
        className="btn btn-secondary"
        popoverTarget="filters"
        aria-haspopup="dialog"
        onPointerEnter={open}
        onFocus={open}
      >
        {children}
      </button>
      <dialog id="filters" popover="auto" aria-label="Filters" className="pop p-3!" onBeforeToggle={open}>
        {choices !== undefined ? (
          <Suspense fallback={<div className="h-80 w-72 max-w-full" />}>
            <FilterForm {...form} choices={choices} onRetry={() => startTransition(() => setChoices(loadChoices()))} />
          </Suspense>
        ) : null}
      </dialog>
    </>
  )
}
