'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { sendRecoveryAction } from './actions.ts'

export function ResetPasswordForm() {
  const [state, send] = useFormAction(sendRecoveryAction)
  const { values, errors, message } = shownState(state)
  if (state.status === 'done') return <output className="block">{state.message}</output>
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <TextInput
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={values.email}
        error={errors.email}
      />
      <SubmitButton pending="Sending">Send the link</SubmitButton>
    </form>
  )
}
