'use client'

import { type ReactNode } from 'react'
import type { ButtonVariant } from '@/app/_ui/button.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { hideFirstRunAction, loadSampleAction, removeSampleAction } from './actions.ts'

/** Puts the first steps away for the whole company. */
export function HideFirstRun() {
  return (
    <OneButton action={hideFirstRunAction} variant="quiet" pending="One moment">
      Hide<span className="sr-only"> the first steps</span>
    </OneButton>
  )
}

/** Ten invented assemblies, to look around with. */
export function LoadSample() {
  return (
    <OneButton action={loadSampleAction} variant="secondary" pending="Loading">
      Load sample data
    </OneButton>
  )
}

/** Takes the sample data back. */
export function RemoveSample() {
  return (
    <OneButton action={removeSampleAction} variant="secondary" pending="Removing">
      Remove it
    </OneButton>
  )
}

function OneButton({
  action,
  variant,
  pending,
  children,
}: {
  action: typeof hideFirstRunAction
  variant: ButtonVariant
  pending: string
  children: ReactNode
}) {
  const [state, send] = useFormAction(action)
  const { message } = shownState(state)
  return (
    <form action={send} className="flex flex-wrap items-center gap-2">
      <SubmitButton variant={variant} pending={pending}>
        {children}
      </SubmitButton>
      {message === undefined ? null : <output className="text-sm text-ink-2">{message}</output>}
    </form>
  )
}
