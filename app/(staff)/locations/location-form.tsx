'use client'

import { LinkButton } from '@/app/_ui/button.tsx'
import { type ComboOption, Combobox } from '@/app/_ui/combobox.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { AddressFields } from '../address-fields.tsx'
import { addLocationAction, correctLocationAction } from './actions.ts'
import { findCustomersAction } from './find-actions.ts'

/** A new location (`id` made by the page, so that sending it twice gives one), or one on file. */
export function LocationForm({
  id,
  isNew,
  onFile,
  customer,
}: {
  id: string
  isNew: boolean
  onFile: Readonly<Record<string, string>>
  customer: ComboOption | undefined
}) {
  const [state, action] = useFormAction(isNew ? addLocationAction : correctLocationAction)
  const values = state.status === 'refused' ? state.values : onFile
  const errors = state.status === 'refused' ? state.errors : {}
  const box = (name: string) => ({ name, defaultValue: values[name], error: errors[name] })
  return (
    <form action={action} className="grid max-w-form gap-4">
      {state.status === 'refused' ? <FormErrorSummary message={state.message} errors={errors} /> : null}
      <input type="hidden" name="id" value={id} />
      <Combobox
        name="customer_id"
        label="Customer"
        required
        find={findCustomersAction}
        defaultOption={customer}
        placeholder="Name, phone or email"
        error={errors.customer_id}
      />
      <AddressFields box={box} legend="Address" street />
      <TextInput {...box('county')} label="County" optional maxLength={80} autoComplete="off" />
      <TextInput
        {...box('name')}
        label="Name of the location"
        optional
        maxLength={160}
        autoComplete="off"
        help="Such as: Building C, or Store 114."
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextInput {...box('phone')} label="Phone on site" optional type="tel" autoComplete="off" />
        <TextInput {...box('email')} label="Email on site" optional type="email" autoComplete="off" />
      </div>
      <TextArea
        {...box('access_notes')}
        label="Access"
        optional
        maxLength={4000}
        help="How one gets in: who has the key, when the water may be off."
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextInput {...box('contact_name')} label="Contact on site" optional maxLength={120} autoComplete="off" />
        <TextInput
          {...box('gate_code')}
          label="Gate code"
          optional
          maxLength={60}
          autoComplete="off"
          help="Shown to the office, and to whoever goes there today or tomorrow."
        />
        <TextInput
          {...box('alarm_phone')}
          label="Alarm company"
          optional
          type="tel"
          autoComplete="off"
          help="Called before and after a fire line is shut."
        />
        <TextInput {...box('fire_phone')} label="Fire department" optional type="tel" autoComplete="off" />
      </div>
      <div className="flex gap-2">
        <SubmitButton pending="Saving">{isNew ? 'Add the location' : 'Save'}</SubmitButton>
        <LinkButton href={isNew ? '/locations' : `/locations/${id}`}>Cancel</LinkButton>
      </div>
    </form>
  )
}
