'use client'

import { type ReactNode, useEffect } from 'react'
import type { ButtonVariant } from '@/app/_ui/button.tsx'
import { DialogClose } from '@/app/_ui/dialog-body.tsx'
import { DialogButton } from '@/app/_ui/dialog.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { toast, toastRefusal } from '@/app/_ui/toast.tsx'
import type { FormState } from '@/lib/action.ts'
import { commitAction, decideAction, discardAction, restageAction, undoAction } from '../actions.ts'

type Action = (previous: FormState, form: FormData) => Promise<FormState>

function ImportForm({
  action,
  id,
  variant = 'secondary',
  pending,
  words,
  children,
}: {
  action: Action
  id: string
  variant?: ButtonVariant
  pending: string
  words: string
  children?: ReactNode
}) {
  const [state, send] = useFormAction(action)
  return (
    <form action={send} className="grid gap-3">
      <FormErrorSummary message={state.status === 'refused' ? state.message : undefined} />
      <input type="hidden" name="import_id" value={id} />
      {children}
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant={variant} pending={pending}>
          {words}
        </SubmitButton>
      </div>
    </form>
  )
}

/** Writes the import. */
export function Commit({ id }: { id: string }) {
  return <ImportForm action={commitAction} id={id} variant="primary" pending="Writing" words="Commit the import" />
}

/** Reads the sheet again. */
export function ReadAgain({ id }: { id: string }) {
  return <ImportForm action={restageAction} id={id} pending="One moment" words="Read it again" />
}

/** Takes the import back, after saying what that does. */
export function Undo({ id, words }: { id: string; words: string }) {
  const [state, send] = useFormAction(undoAction)
  return (
    <DialogButton trigger="Undo the import" title="Undo this import?">
      <form action={send} className="grid gap-4">
        <FormErrorSummary message={state.status === 'refused' ? state.message : undefined} />
        <input type="hidden" name="import_id" value={id} />
        <p>{words}</p>
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" pending="Taking it back">
            Undo the import
          </SubmitButton>
          <DialogClose>Keep it</DialogClose>
        </div>
      </form>
    </DialogButton>
  )
}

/** Gives the sheet up before anything was written. */
export function Discard({ id, name }: { id: string; name: string }) {
  const [state, send] = useFormAction(discardAction)
  return (
    <DialogButton trigger="Throw away" title="Throw this import away?" variant="quiet">
      <form action={send} className="grid gap-4">
        <FormErrorSummary message={state.status === 'refused' ? state.message : undefined} />
        <input type="hidden" name="import_id" value={id} />
        <p className="wrap-anywhere">
          {name} and what you decided about its rows are dropped. Your records are not touched: nothing was written yet.
        </p>
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" pending="Throwing away">
            Throw away
          </SubmitButton>
          <DialogClose>Keep it</DialogClose>
        </div>
      </form>
    </DialogButton>
  )
}

/** One problem's answers, for all rows that have it. */
export function CodeAnswers({
  id,
  code,
  title,
  accept,
  keep,
}: {
  id: string
  code: string
  title: string
  accept: string | null
  keep: string | null
}) {
  const [state, send] = useFormAction(decideAction)
  useEffect(() => tell(state), [state])
  return (
    <form action={send} aria-label={title} className="flex flex-wrap gap-2">
      <input type="hidden" name="import_id" value={id} />
      <input type="hidden" name="code" value={code} />
      {accept === null ? null : (
        <SubmitButton variant="secondary" name="do" value="accept" pending="Accepting">
          {accept}
        </SubmitButton>
      )}
      {keep === null ? null : (
        <SubmitButton variant="secondary" name="do" value="keep" pending="Keeping">
          {keep}
        </SubmitButton>
      )}
      <SubmitButton variant="quiet" name="do" value="skip" pending="Leaving out">
        Leave these rows out
      </SubmitButton>
    </form>
  )
}

function tell(state: FormState) {
  toastRefusal(state)
  if (state.status === 'done') toast({ message: state.message ?? '' })
}
