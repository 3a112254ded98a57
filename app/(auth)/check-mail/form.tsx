'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { resendAction } from './actions.ts'

export function ResendForm() {
  const [state, send] = useFormAction(resendAction)
  const { values, errors, message } = shownState(state)
  if (state.status === 'done') return <output className="block">{state.message}</output>
  return (
    <form action={send} className="grid gap-3" noValidate>
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
      <SubmitButton variant="secondary" pending="Sending">
        Send it again
      </SubmitButton>
    </form>
  )
}
