'use client'

import { Mark } from '@/app/_ui/badge.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { setHoldAction } from '../actions.ts'

export function HoldForm() {
  const [state, send] = useFormAction(setHoldAction)
  const { values, errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <TextInput
        name="company"
        label="Company"
        required
        autoComplete="off"
        defaultValue={values.company}
        error={errors.company}
        help="Its id, or its exact name."
      />
      <TextArea
        name="reason"
        label="Reason"
        required
        defaultValue={values.reason}
        error={errors.reason}
        help="Who demands it, and the number of the file."
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="danger" pending="Setting">
          Set the hold
        </SubmitButton>
        <output>{state.status === 'done' ? <Mark tone="pass">{state.message ?? 'Done.'}</Mark> : null}</output>
      </div>
    </form>
  )
}
