'use client'

import type { ReactNode } from 'react'
import { toast } from '@/app/_ui/toast.tsx'
import { decideAction } from '../../../actions.ts'

/** The form around one row's answers: accept, keep, leave out, take back in. */
export function AnswerForm({ importId, children }: { importId: string; children: ReactNode }) {
  return (
    <form action={answer}>
      <input type="hidden" name="import_id" value={importId} />
      {children}
    </form>
  )
}

async function answer(data: FormData) {
  const state = await decideAction({ status: 'idle' }, data)
  if (state.status === 'refused') toast({ message: Object.values(state.errors)[0] ?? state.message })
  if (state.status === 'done') toast({ message: state.message ?? '' })
}
