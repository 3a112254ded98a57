'use client'

import { Mark } from '@/app/_ui/badge.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { checkChainAction } from './actions.ts'

/** Recomputes the whole chain on demand and says in one line what it found. */
export function CheckChain() {
  const [state, check] = useFormAction(checkChainAction)
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
