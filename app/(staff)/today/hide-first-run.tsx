'use client'

import { useActionState } from 'react'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { NOTHING_SENT, shownState } from '@/lib/accounts/shown-state.ts'
import { hideFirstRunAction } from './actions.ts'

/** Puts the first steps away for the whole company. */
export function HideFirstRun() {
  const [state, send] = useActionState(hideFirstRunAction, NOTHING_SENT)
  const { message } = shownState(state)
  return (
    <form action={send} className="flex flex-wrap items-center gap-2">
      <SubmitButton variant="quiet" pending="One moment">
        Hide<span className="sr-only"> the first steps</span>
      </SubmitButton>
      {message === undefined ? null : <output className="text-sm text-ink-2">{message}</output>}
    </form>
  )
}
