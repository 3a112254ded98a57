'use client'

import { LinkButton } from '@/app/_ui/button.tsx'
import { Checkbox } from '@/app/_ui/checkbox.tsx'
import { FileInput } from '@/app/(staff)/file-input.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { DateInput, TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { addLicenceAction, changeLicenceAction } from './actions.ts'

export type LicenceOnFile = {
  id: string
  certificate_type: string
  number: string
  issuer: string | null
  states: readonly string[]
  scopes: readonly string[]
  issued_on: string | null
  expires_on: string
  file_id: string | null
}

export function LicenceForm({
  licence,
  holder,
  people,
  types,
  scopes,
}: {
  licence: LicenceOnFile | null
  /** Whose licence it is; '' lets one choose from `people`. */
  holder: string
  people: readonly { id: string; full_name: string }[]
  types: readonly string[]
  scopes: readonly { value: string; label: string }[]
}) {
  const [state, send] = useFormAction(licence === null ? addLicenceAction : changeLicenceAction)
  const { values, errors, message } = shownState(state)
  const refused = state.status === 'refused'
  const person = values.profile_id ?? holder
  return (
    <form action={send} className="grid max-w-form gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      {licence === null ? (
        <Select
          key={person}
          label="Person"
          name="profile_id"
          required
          placeholder="Choose"
          options={people.map(({ id, full_name }) => ({ value: id, label: full_name }))}
          defaultValue={person}
          error={errors.profile_id}
        />
      ) : (
        <>
          <input type="hidden" name="id" value={licence.id} />
          <input type="hidden" name="profile_id" value={holder} />
        </>
      )}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextInput
          label="Certificate"
          name="certificate_type"
          list="certificates"
          required
          autoComplete="off"
          defaultValue={values.certificate_type ?? licence?.certificate_type}
          error={errors.certificate_type}
        />
        <TextInput
          label="Number"
          name="number"
          required
          autoComplete="off"
          defaultValue={values.number ?? licence?.number}
          error={errors.number}
        />
      </div>
      <datalist id="certificates">
        {types.map((type) => (
          <option key={type}>{type}</option>
        ))}
      </datalist>
      <TextInput
        label="Issued by"
        name="issuer"
        optional
        defaultValue={values.issuer ?? licence?.issuer ?? ''}
        error={errors.issuer}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <DateInput
          label="Issued"
          name="issued_on"
          optional
          defaultValue={values.issued_on ?? licence?.issued_on ?? ''}
          error={errors.issued_on}
        />
        <DateInput
          label="Last day"
          name="expires_on"
          required
          defaultValue={values.expires_on ?? licence?.expires_on ?? ''}
          error={errors.expires_on}
          help="Valid through this day."
        />
      </div>
      <TextInput
        label="Counts in"
        name="states"
        optional
        autoComplete="off"
        placeholder="FL, GA"
        defaultValue={values.states ?? licence?.states.join(', ') ?? ''}
        error={errors.states}
        help="States in two letters; empty where it counts everywhere."
      />
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm font-medium">Covers</legend>
        {scopes.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            name={`scope_${value}`}
            value="yes"
            defaultChecked={
              refused ? values[`scope_${value}`] === 'yes' : (licence?.scopes.includes(value) ?? value === 'general')
            }
            error={errors[`scope_${value}`]}
          />
        ))}
      </fieldset>
      <FileInput
        kind="certificate"
        label={licence?.file_id ? 'Another scan of it' : 'Scan of it'}
        name="file"
        accept="application/pdf,image/png,image/jpeg,image/webp"
        optional
        error={errors.file}
        help="A PDF or a photo, up to 10 MB."
      />
      <div className="flex gap-2">
        <SubmitButton pending="Saving">Save</SubmitButton>
        <LinkButton href={holder === '' ? '/testers' : `/testers/${holder}`}>Cancel</LinkButton>
      </div>
    </form>
  )
}
