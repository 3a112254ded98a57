'use client'

import { LinkButton } from '@/app/_ui/button.tsx'
import { Checkbox } from '@/app/_ui/checkbox.tsx'
import { type ComboOption, Combobox } from '@/app/_ui/combobox.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { type Option, Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { DateInput, TextInput } from '@/app/_ui/text-input.tsx'
import { findLocationsAction } from '../locations/find-actions.ts'
import { addWorkOrderAction, correctWorkOrderAction } from './actions.ts'

/** A new work order (`id` made by the page, so that sending it twice gives one), or with `onFile` one that stays where it is. */
export function WorkOrderForm({
  id,
  kinds,
  location,
  onFile,
}: {
  id: string
  kinds: readonly Option[]
  location?: ComboOption | undefined
  onFile?: Readonly<Record<string, string>>
}) {
  const [state, action] = useFormAction(onFile === undefined ? addWorkOrderAction : correctWorkOrderAction)
  const values = state.status === 'refused' ? state.values : (onFile ?? {})
  const errors = state.status === 'refused' ? state.errors : {}
  const box = (name: string) => ({ name, defaultValue: values[name], error: errors[name] })
  return (
    <form action={action} className="grid max-w-form gap-4">
      {state.status === 'refused' ? <FormErrorSummary message={state.message} errors={errors} /> : null}
      <input type="hidden" name="id" value={id} />
      {onFile === undefined ? (
        <Combobox
          name="location_id"
          label="Location"
          required
          find={findLocationsAction}
          defaultOption={location}
          placeholder="Street, name or customer"
          error={errors.location_id}
        />
      ) : null}
      <Select {...box('kind')} label="Work" options={kinds} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <DateInput {...box('due_on')} label="Due" optional />
        <TextInput {...box('minutes')} label="Time it takes" unit="minutes" optional inputMode="numeric" />
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextInput {...box('water_off_from')} label="Water off from" optional type="time" />
        <TextInput {...box('water_off_to')} label="Water off to" optional type="time" />
      </div>
      <TextInput
        {...box('purchase_order_no')}
        label="Purchase order number"
        optional
        maxLength={60}
        autoComplete="off"
      />
      <Checkbox
        name="standing_approval"
        label="Standing approval: the customer wants it done each year without being asked"
        defaultChecked={values.standing_approval === 'on'}
      />
      <TextArea {...box('notes')} label="Notes" optional maxLength={4000} />
      <div className="flex gap-2">
        <SubmitButton pending="Saving">{onFile === undefined ? 'Open the work order' : 'Save'}</SubmitButton>
        <LinkButton href={onFile === undefined ? '/work-orders' : `/work-orders/${id}`}>Cancel</LinkButton>
      </div>
    </form>
  )
}
