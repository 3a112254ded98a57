'use client'

import { useActionState } from 'react'
import { Mark } from '@/app/_ui/badge.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { NOTHING_SENT } from '@/lib/accounts/shown-state.ts'
import { checkChainAction } from './actions.ts'

/** Recomputes the whole chain on demand and says in one line what it found. */
export function CheckChain() {
  const [state, check] = useActionState(checkChainAction, NOTHING_SENT)
  return (
    <form action={check} className="flex flex-wrap items-center gap-3">
      <SubmitButton variant="secondary" pending="Checking">
        Check the chain
      </SubmitButton>
      <output>
        {state.status === 'refused' ? <Mark tone="fail">{state.message}</Mark> : null}
        {state.status === 'done' && state.message === 'whole' ? (
          <Mark tone="pass">The chain is whole: no entry was changed, removed or added by hand.</Mark>
        ) : null}
        {state.status === 'done' && state.message === 'broken' ? (
          <Mark tone="fail">The chain is broken: an entry was changed, removed or added outside the product.</Mark>
        ) : null}
      </output>
    </form>
  )
}
