'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { RadioGroup } from '@/app/_ui/radio-group.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { SavedMark } from '../saved-mark.tsx'
import { closeAccountAction, reopenAccountAction } from './actions.ts'

type Choice = { value: string; label: string; help: string }

export function CloseForm({ name, choices }: { name: string; choices: readonly Choice[] }) {
  const [state, send] = useFormAction(closeAccountAction)
  const { values, errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <RadioGroup
        label="When"
        name="when"
        options={choices}
        defaultValue={values.when ?? choices[0]?.value}
        error={errors.when}
        required
      />
      <TextInput
        label={`Type the company’s name, ${name}, to confirm`}
        name="name"
        autoComplete="off"
        required
        defaultValue={values.name}
        error={errors.name}
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="danger" pending="Closing">
          Close the account
        </SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}

export function ReopenForm() {
  const [state, send] = useFormAction(reopenAccountAction)
  return (
    <form action={send} className="grid gap-2">
      <FormErrorSummary message={shownState(state).message} />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pending="One moment">Keep the account open</SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}
