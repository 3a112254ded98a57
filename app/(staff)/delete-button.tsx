'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { heard } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { toast, toastRefusal } from '@/app/_ui/toast.tsx'
import type { FormState } from '@/lib/action.ts'

type Action = (previous: FormState, data: FormData) => Promise<FormState>

/** Takes a record away at once and offers it back: undo rather than ask. What cannot go says why. */
export function DeleteButton({
  id,
  name,
  action,
  restore,
  list,
  children,
}: {
  id: string
  name: string
  action: Action
  restore: Action
  /** Where one stands afterwards; the record's own page is `list/id`. */
  list: string
  children: string
}) {
  const router = useRouter()

  async function remove(data: FormData) {
    const state = await heard(action, data)
    toastRefusal(state)
    if (state.status !== 'done') return
    router.push(list)
    toast({ message: `${name} is deleted.`, undo: () => bringBack(data) })
  }

  async function bringBack(data: FormData) {
    const state = await heard(restore, data)
    if (state.status === 'refused') toastRefusal(state)
    else router.push(`${list}/${id}`)
  }

  return (
    <form action={remove}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="quiet" pending="Deleting">
        <Trash2 aria-hidden="true" />
        {children}
      </SubmitButton>
    </form>
  )
}
