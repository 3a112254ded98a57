'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { RadioGroup } from '@/app/_ui/radio-group.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { SavedMark } from '../saved-mark.tsx'
import { changeEmailAction, changeFieldOrderAction, changePasswordAction, correctProfileAction } from './actions.ts'

export function ProfileForm({ fullName, phone }: { fullName: string; phone: string | null }) {
  const [state, send] = useFormAction(correctProfileAction)
  const { values, errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <TextInput
        label="Name"
        name="full_name"
        autoComplete="name"
        required
        defaultValue={values.full_name ?? fullName}
        error={errors.full_name}
        help="As it stands on reports you sign from now on."
      />
      <TextInput
        label="Phone"
        name="phone"
        type="tel"
        autoComplete="tel"
        optional
        defaultValue={values.phone ?? phone ?? ''}
        error={errors.phone}
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pending="Saving">Save</SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}

export function FieldOrderForm({ order }: { order: 'USC' | 'ASSE' }) {
  const [state, send] = useFormAction(changeFieldOrderAction)
  const { errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-3">
      <FormErrorSummary message={message} errors={errors} />
      <RadioGroup
        key={order}
        label="Order of the readings"
        hideLabel
        name="field_order"
        defaultValue={order}
        options={[
          { value: 'USC', label: 'USC', help: 'Relief valve, check 2, check 1.' },
          { value: 'ASSE', label: 'ASSE', help: 'Check 1, relief valve, check 2.' },
        ]}
        error={errors.field_order}
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="secondary" pending="Saving">
          Save the order
        </SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}

export function PasswordForm({ email }: { email: string }) {
  const [state, send] = useFormAction(changePasswordAction)
  const { errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      {/* For password managers, which keep a password with its name. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email} hidden readOnly />
      <TextInput
        label="Present password"
        name="current_password"
        type="password"
        autoComplete="current-password"
        required
        error={errors.current_password}
      />
      <TextInput
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        required
        error={errors.password}
        help="At least 10 characters."
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="secondary" pending="Saving">
          Change the password
        </SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}

export function EmailForm() {
  const [state, send] = useFormAction(changeEmailAction)
  const { values, errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <TextInput
        label="New email"
        name="email"
        type="email"
        autoComplete="email"
        required
        defaultValue={values.email}
        error={errors.email}
      />
      <TextInput
        label="Present password"
        name="email_password"
        type="password"
        autoComplete="current-password"
        required
        error={errors.email_password}
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="secondary" pending="Sending">
          Change the address
        </SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}
