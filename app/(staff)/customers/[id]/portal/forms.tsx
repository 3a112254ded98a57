'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { toast } from '@/app/_ui/toast.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import type { FormState } from '@/lib/action.ts'
import { endAccessAction, letInAction } from '../../actions.ts'

/** Says how it went in a toast, and hands the state on. */
function told(action: (previous: FormState, form: FormData) => Promise<FormState>) {
  return async (previous: FormState, form: FormData): Promise<FormState> => {
    const state = await action(previous, form)
    if (state.status === 'done' && state.message !== undefined) toast({ message: state.message })
    return state
  }
}

const letIn = told(letInAction)
const end = told(endAccessAction)

/** A name and an address; the mail leads to the portal. */
export function LetInForm({ customer, email, name }: { customer: string; email: string | null; name: string | null }) {
  const [state, send] = useFormAction(letIn)
  const { values, errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <input type="hidden" name="customer_id" value={customer} />
      <TextInput
        name="full_name"
        label="Name"
        required
        maxLength={120}
        defaultValue={values.full_name ?? name ?? ''}
        error={errors.full_name}
      />
      <TextInput
        name="email"
        label="Email"
        type="email"
        required
        defaultValue={values.email ?? email ?? ''}
        error={errors.email}
        help="The invitation works once, for 14 days."
      />
      <SubmitButton pending="Sending">Send the invitation</SubmitButton>
    </form>
  )
}

export function SendAgain({ customer, email, name }: { customer: string; email: string; name: string }) {
  const [state, send] = useFormAction(letIn)
  const { message } = shownState(state)
  return (
    <form action={send}>
      <input type="hidden" name="customer_id" value={customer} />
      <input type="hidden" name="email" value={email} />
      <input type="hidden" name="full_name" value={name} />
      <SubmitButton variant="secondary" pending="Sending" aria-label={`Send the invitation to ${name} again`}>
        Send again
      </SubmitButton>
      {message === undefined ? null : <p role="alert">{message}</p>}
    </form>
  )
}

export function EndAccess({ id, name }: { id: string; name: string }) {
  const [state, send] = useFormAction(end)
  const { message } = shownState(state)
  return (
    <form action={send}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="secondary" pending="Ending" aria-label={`End the access of ${name}`}>
        End access
      </SubmitButton>
      {message === undefined ? null : <p role="alert">{message}</p>}
    </form>
  )
}
