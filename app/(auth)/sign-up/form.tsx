'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { STATE_OPTIONS } from '@/lib/companies/states.ts'
import { NewPasswordInput } from '../password-fields.tsx'
import { signUpAction } from './actions.ts'

export function SignUpForm() {
  const [state, send] = useFormAction(signUpAction)
  const { values, errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <TextInput
        label="Company name"
        name="company_name"
        autoComplete="organization"
        required
        defaultValue={values.company_name}
        error={errors.company_name}
      />
      <Select
        key={values.state}
        label="State"
        name="state"
        placeholder="Choose"
        autoComplete="address-level1"
        required
        options={STATE_OPTIONS}
        defaultValue={values.state ?? ''}
        help="Sets the company’s time zone, which its settings can change."
        error={errors.state}
      />
      <TextInput
        label="Your name"
        name="full_name"
        autoComplete="name"
        required
        defaultValue={values.full_name}
        error={errors.full_name}
      />
      <TextInput
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={values.email}
        error={errors.email}
      />
      <NewPasswordInput error={errors.password} />
      <SubmitButton pending="Sending the mail">Start the trial</SubmitButton>
    </form>
  )
}
