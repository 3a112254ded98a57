'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { STATE_OPTIONS } from '@/lib/companies/states.ts'
import { addFromRulebookAction, addOwnDistrictAction } from '../actions.ts'

export function AddButton({ districtId, name }: { districtId: string; name: string }) {
  const [state, send] = useFormAction(addFromRulebookAction)
  return (
    <form action={send} className="grid justify-items-end gap-1">
      <input type="hidden" name="district_id" value={districtId} />
      <SubmitButton variant="secondary" pending="Adding" label={`Add ${name}`}>
        Add
      </SubmitButton>
      {state.status === 'refused' ? <p className="mark is-fail text-sm whitespace-normal">{state.message}</p> : null}
    </form>
  )
}

export function OwnDistrictForm({ state: home }: { state: string }) {
  const [state, send] = useFormAction(addOwnDistrictAction)
  const { values, errors, message } = shownState(state)
  const chosen = values.state ?? home
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <TextInput
        label="Name"
        name="name"
        required
        autoComplete="off"
        defaultValue={values.name}
        error={errors.name}
        help="As it calls itself on its letters."
      />
      <Select
        key={chosen}
        id="f-own-state"
        label="State"
        name="state"
        optional
        placeholder="Not said"
        options={STATE_OPTIONS}
        defaultValue={chosen}
        error={errors.state}
      />
      <div>
        <SubmitButton pending="Adding">Add and set its rules</SubmitButton>
      </div>
    </form>
  )
}
