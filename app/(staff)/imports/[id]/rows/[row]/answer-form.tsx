'use client'

import type { ReactNode } from 'react'
import { heard } from '@/app/_ui/heard.ts'
import { toast, toastRefusal } from '@/app/_ui/toast.tsx'
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
  const state = await heard(decideAction, data)
  toastRefusal(state)
  if (state.status === 'done') toast({ message: state.message ?? '' })
}
