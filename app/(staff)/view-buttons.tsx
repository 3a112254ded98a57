'use client'

import { useEffect } from 'react'
import { heard, useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { toast, toastRefusal } from '@/app/_ui/toast.tsx'
import { Button } from '@/app/_ui/button.tsx'
import { deleteViewAction, saveViewAction } from './saved-view-actions.ts'

/** Keeps what the list shows now under a name. */
export function SaveView({ page, query }: { page: string; query: string }) {
  const [state, action] = useFormAction(saveViewAction)
  const errors = state.status === 'refused' ? state.errors : {}
  useEffect(() => {
    if (state.status === 'done') document.getElementById('save-view')?.hidePopover()
  }, [state])
  return (
    <>
      <Button variant="quiet" popoverTarget="save-view" aria-haspopup="dialog">
        Save view
      </Button>
      <dialog id="save-view" popover="auto" aria-label="Save this view" className="pop pop-end p-3!">
        <form action={action} className="grid w-64 max-w-full gap-3">
          <input type="hidden" name="page" value={page} />
          <input type="hidden" name="query" value={query} />
          <TextInput
            name="name"
            id="view-name"
            label="Name of the view"
            maxLength={40}
            required
            autoComplete="off"
            defaultValue={state.status === 'refused' ? state.values.name : ''}
            error={errors.name ?? (state.status === 'refused' && !errors.name ? state.message : undefined)}
          />
          <SubmitButton pending="Saving">Save view</SubmitButton>
        </form>
      </dialog>
    </>
  )
}

/** Takes the view that is on away; the toast brings it back. */
export function DeleteView({ id, name }: { id: string; name: string }) {
  async function remove(data: FormData) {
    const state = await heard(deleteViewAction, data)
    toastRefusal(state)
    if (state.status === 'done') toast({ message: state.message ?? '', undo: () => restore(state.undo) })
  }
  return (
    <form action={remove}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="quiet" label={`Delete the view ${name}`}>
        Delete view
      </SubmitButton>
    </form>
  )
}

async function restore(undo: string | undefined) {
  const view: unknown = JSON.parse(undo ?? '{}')
  const data = new FormData()
  for (const [key, value] of Object.entries(view ?? {})) data.set(key, String(value))
  const state = await heard(saveViewAction, data)
  toastRefusal(state)
}
