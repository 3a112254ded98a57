'use client'

import { heard } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { toast, toastRefusal } from '@/app/_ui/toast.tsx'
import { applyRouteAction } from './actions.ts'

/** Applies an order as it is shown; the toast takes it back. */
export function ApplyForm({ day, moves }: { day: string; moves: readonly string[] }) {
  return (
    <form action={() => apply(day, moves, true)}>
      <SubmitButton pending="Giving out the times">Use this order</SubmitButton>
    </form>
  )
}

async function apply(day: string, moves: readonly string[], undoable: boolean): Promise<void> {
  const data = new FormData()
  data.set('day', day)
  for (const move of moves) data.append('move', move)
  const state = await heard(applyRouteAction, data)
  toastRefusal(state)
  if (state.status !== 'done') return
  const back = (state.undo ?? '').split(',')
  toast({
    message: undoable ? (state.message ?? '') : 'The visits are back at their times.',
    ...(undoable ? { undo: () => apply(day, back, false) } : {}),
  })
}
