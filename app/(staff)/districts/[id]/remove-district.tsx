'use client'

import { useRouter } from 'next/navigation'
import { heard } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { toast } from '@/app/_ui/toast.tsx'
import { removeDistrictAction } from '../actions.ts'

/** Off the list, with a way back in the toast. */
export function RemoveDistrict({ id }: { id: string }) {
  const router = useRouter()
  async function remove(back: boolean) {
    const form = new FormData()
    form.set('id', id)
    if (back) form.set('back', 'yes')
    const state = await heard(removeDistrictAction, form)
    if (state.status === 'idle') return
    const undo = state.status === 'done' && !back ? { undo: () => remove(true) } : {}
    toast({ message: state.message ?? '', ...undo })
    if (state.status === 'done') router.push(back ? `/districts/${id}` : '/districts')
  }
  return (
    <form action={() => remove(false)}>
      <SubmitButton variant="secondary" pending="One moment">
        Take it off the list
      </SubmitButton>
    </form>
  )
}
