'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { NewPasswordInput } from '../../password-fields.tsx'
import { acceptAction, joinAction } from './actions.ts'

export function JoinForm({ token, email, fullName }: { token: string; email: string; fullName: string }) {
  const [state, send] = useFormAction(joinAction)
  const { values, errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <input type="hidden" name="token" value={token} />
      <TextInput label="Email" name="email_shown" type="email" autoComplete="username" readOnly value={email} />
      <TextInput
        label="Your name"
        name="full_name"
        autoComplete="name"
        required
        defaultValue={values.full_name ?? fullName}
        error={errors.full_name}
      />
      <NewPasswordInput error={errors.password} />
      <SubmitButton pending="Sending the mail">Create the account</SubmitButton>
    </form>
  )
}

export function AcceptForm({ token }: { token: string }) {
  const [state, send] = useFormAction(acceptAction)
  const { errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <input type="hidden" name="token" value={token} />
      <SubmitButton pending="Joining">Accept the invitation</SubmitButton>
    </form>
  )
}
