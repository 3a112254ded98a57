'use client'

import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { FilterFormProps } from './filter-form.tsx'

const FilterForm = lazy(() => import('./filter-form.tsx').then((file) => ({ default: file.FilterForm })))

/** The button that opens the filters of a list; their boxes are drawn when it is first pressed. */
export function FilterPopover({ children, ...form }: FilterFormProps & { children: ReactNode }) {
  const [opened, setOpened] = useState(false)
  const open = () => setOpened(true)
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
        {opened ? (
          <Suspense fallback={<div className="h-80 w-72 max-w-full" />}>
            <FilterForm {...form} />
          </Suspense>
        ) : null}
      </dialog>
    </>
  )
}
