'use client'

import type { KeyboardEvent, ReactNode } from 'react'
import { heard } from '@/app/_ui/heard.ts'
import { SelectionForm } from '@/app/_ui/selection-form.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { toast, toastRefusal } from '@/app/_ui/toast.tsx'
import { decideAction } from '../actions.ts'

/** The rows of an import, to be answered one by one or as ticked. */
export function RowSelection({ id, write, children }: { id: string; write: boolean; children: ReactNode }) {
  if (!write) return children
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Enter on a tick must not press the first row's button
    <div onKeyDown={enter}>
      <SelectionForm
        noun="row"
        action={decide}
        bar={
          <>
            <SubmitButton variant="secondary" name="do" value="accept" pending="Accepting">
              Accept suggestions
            </SubmitButton>
            <SubmitButton variant="secondary" name="do" value="keep" pending="Keeping">
              Keep as found
            </SubmitButton>
            <SubmitButton variant="secondary" name="do" value="skip" pending="Leaving out">
              Leave out
            </SubmitButton>
            <SubmitButton variant="quiet" name="do" value="restore" pending="Taking in">
              Take back in
            </SubmitButton>
          </>
        }
      >
        <input type="hidden" name="import_id" value={id} />
        {children}
      </SelectionForm>
    </div>
  )
}

function enter(event: KeyboardEvent) {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}

async function decide(data: FormData) {
  const state = await heard(decideAction, data)
  toastRefusal(state)
  if (state.status !== 'done') return
  const back = takenBack(data)
  toast({ message: state.message ?? '', ...(back === null ? {} : { undo: () => decide(back) }) })
}

/** What takes a "leave out" back; the other answers are notes on their rows and stay. */
function takenBack(data: FormData): FormData | null {
  const one = textOf(data, 'one')
  const skipped = one === '' ? data.get('do') === 'skip' : one.startsWith('skip:')
  if (!skipped) return null
  const back = new FormData()
  back.set('import_id', textOf(data, 'import_id'))
  if (one === '') {
    back.set('do', 'restore')
    for (const row of data.getAll('ids')) back.append('ids', row)
  } else back.set('one', one.replace('skip', 'restore'))
  return back
}

function textOf(data: FormData, name: string): string {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
}
