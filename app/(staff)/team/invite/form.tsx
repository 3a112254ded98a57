'use client'

import { LinkButton } from '@/app/_ui/button.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { RadioGroup } from '@/app/_ui/radio-group.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { inviteAction } from '../actions.ts'

export function InviteForm({ roles }: { roles: readonly { value: string; label: string; help: string }[] }) {
  const [state, send] = useFormAction(inviteAction)
  const { values, errors, message } = shownState(state)
  return (
    <form action={send} className="grid max-w-form gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <TextInput
        label="Name"
        name="full_name"
        autoComplete="off"
        required
        defaultValue={values.full_name}
        error={errors.full_name}
      />
      <TextInput
        label="Email"
        name="email"
        type="email"
        autoComplete="off"
        required
        defaultValue={values.email}
        error={errors.email}
        help="They sign in with this address; the invitation works for it alone."
      />
      <RadioGroup
        key={values.role}
        label="Role"
        name="role"
        options={roles}
        defaultValue={values.role ?? 'technician'}
        error={errors.role}
      />
      <div className="flex gap-2">
        <SubmitButton pending="Sending">Send the invitation</SubmitButton>
        <LinkButton href="/team">Cancel</LinkButton>
      </div>
    </form>
  )
}
