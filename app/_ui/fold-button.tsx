'use client'

import { useOptimistic, useTransition } from 'react'
import { Icon } from './icon.tsx'
import { toastUnreached } from './toast.tsx'

/** Folds the navigation to icons and back: at once in the page, and kept through `action` (see look-actions). */
export function FoldButton({ folded, action }: { folded: boolean; action: (data: FormData) => Promise<void> }) {
  const [shown, show] = useOptimistic(folded)
  const [, start] = useTransition()
  const next = !shown
  return (
    <form action={action} className="nav-fold">
      <button
        type="submit"
        name="folded"
        value={next ? 'yes' : 'no'}
        className="nav-link w-full"
        aria-pressed={shown}
        onClick={(event) => {
          event.preventDefault()
          event.currentTarget.closest('.shell')?.toggleAttribute('data-folded', next)
          start(async () => {
            show(next)
            const data = new FormData()
            data.set('folded', next ? 'yes' : 'no')
            await action(data).catch(toastUnreached)
          })
        }}
      >
        <Icon name="fold" />
        <span className="nav-text">Fold to icons</span>
      </button>
    </form>
  )
}
