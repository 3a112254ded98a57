'use client'

import { LinkButton } from '@/app/_ui/button.tsx'
import { Checkbox } from '@/app/_ui/checkbox.tsx'
import { type ComboOption, Combobox } from '@/app/_ui/combobox.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { DateInput, TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { REQUEST_KINDS } from '@/lib/privacy/words.ts'
import { findCustomersAction } from '../../../locations/find-actions.ts'
import { recordRequestAction } from '../actions.ts'

const KINDS = Object.entries(REQUEST_KINDS).map(([value, label]) => ({ value, label }))

export function RequestForm({ today, customer }: { today: string; customer: ComboOption | undefined }) {
  const [state, send] = useFormAction(recordRequestAction)
  const { values, errors, message } = shownState(state)
  const box = (name: string) => ({ name, defaultValue: values[name], error: errors[name] })
  return (
    <form action={send} className="grid max-w-form gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Select
          key={values.kind}
          name="kind"
          label="What is asked"
          options={KINDS}
          placeholder="Choose"
          required
          defaultValue={values.kind}
          error={errors.kind}
        />
        <DateInput
          name="received_on"
          label="Came on"
          required
          defaultValue={values.received_on ?? today}
          error={errors.received_on}
        />
        <TextInput {...box('requester_name')} label="Who asks" required autoComplete="off" />
        <TextInput
          {...box('requester_contact')}
          label="How to reach them"
          required
          autoComplete="off"
          help="An email address, a phone number or a postal address."
        />
      </div>
      <Combobox
        name="customer_id"
        label="Their record"
        optional
        find={findCustomersAction}
        defaultOption={customer}
        placeholder="Name, phone or email"
        error={errors.customer_id}
        help="The customer whose data this is about. Leave it empty if they are not on file."
      />
      <Checkbox
        name="is_california"
        label="They live in California"
        defaultChecked={values.is_california === 'on'}
        help="The answer then has 45 days once you have checked who they are, 30 otherwise."
      />
      <TextArea {...box('details')} label="What they wrote" optional maxLength={4000} />
      <div className="flex gap-2">
        <SubmitButton pending="Saving">Record the request</SubmitButton>
        <LinkButton href="/settings/privacy">Cancel</LinkButton>
      </div>
    </form>
  )
}
