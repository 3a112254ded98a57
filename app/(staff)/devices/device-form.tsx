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
import { addDeviceAction, correctDeviceAction } from './actions.ts'
import { shownOf } from './form-values.ts'
import { type Catalogue, PlateFields } from './plate-fields.tsx'

/** A new assembly (`id` made by the page, so that sending it twice gives one), or one on file to be corrected. */
export function DeviceForm({
  id,
  isNew,
  onFile,
  location,
  districts,
  statuses,
  hazards,
  uses,
  serves,
  catalogue,
}: {
  id: string
  isNew: boolean
  onFile: Readonly<Record<string, string>>
  location: ComboOption | undefined
  districts: readonly Option[]
  statuses: readonly Option[]
  hazards: readonly Option[]
  uses: readonly Option[]
  serves: readonly string[]
  catalogue: Catalogue
}) {
  const [state, action] = useFormAction(isNew ? addDeviceAction : correctDeviceAction)
  const shown = shownOf(state, onFile)
  const { values, errors } = shown
  const replaced = onFile.status === 'REPLACED'
  return (
    <form action={action} className="grid max-w-[44rem] gap-8">
      {state.status === 'refused' ? <FormErrorSummary message={state.message} errors={errors} labels={LABELS} /> : null}
      <input type="hidden" name="id" value={id} />
      {isNew ? null : <input type="hidden" name="was_due_on" value={onFile.was_due_on ?? ''} />}
      <PlateFields id={id} catalogue={catalogue} shown={shown} />
      <fieldset className="grid gap-4">
        <legend className="mb-2 text-lg font-semibold">Where it stands</legend>
        <Combobox
          name="location_id"
          label="Location"
          required
          find={findLocationsAction}
          defaultOption={location}
          placeholder="Street, city or name"
          error={errors.location_id}
        />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextInput
            name="location_on_site"
            label="Place on site"
            maxLength={160}
            defaultValue={values.location_on_site}
            error={errors.location_on_site}
            help="Such as: north wall of the pump room."
          />
          <TextInput
            name="serves"
            label="Serves"
            list="serves"
            maxLength={160}
            defaultValue={values.serves}
            error={errors.serves}
          />
          <Select
            key={`p${values.company_district_id}`}
            name="company_district_id"
            label="Purveyor"
            placeholder="None"
            options={districts}
            defaultValue={values.company_district_id}
            error={errors.company_district_id}
            help="Its rule says when tests are due."
          />
          {replaced ? null : (
            <Select
              key={`s${values.status}`}
              name="status"
              label="Status"
              options={statuses}
              defaultValue={values.status ?? 'ACTIVE'}
              error={errors.status}
            />
          )}
          <Select
            key={`h${values.hazard}`}
            name="hazard"
            label="Hazard"
            placeholder="Not said"
            options={hazards}
            defaultValue={values.hazard}
            error={errors.hazard}
          />
          <Select
            key={`u${values.use}`}
            name="use"
            label="Use"
            placeholder="Not said"
            options={uses}
            defaultValue={values.use}
            error={errors.use}
          />
          <Select
            key={`c${values.containment}`}
            name="containment"
            label="Containment"
            placeholder="Not said"
            options={[
              { value: 'yes', label: 'Yes, protects the main' },
              { value: 'no', label: 'No, isolation inside' },
            ]}
            defaultValue={values.containment}
            error={errors.containment}
          />
        </div>
        <Checkbox
          key={`n${values.non_potable_supply}`}
          name="non_potable_supply"
          label="Stands on non-potable (reclaimed) water"
          defaultChecked={values.non_potable_supply === 'on'}
        />
        <datalist id="serves">
          {serves.map((word) => (
            <option key={word} value={word}>
              {word}
            </option>
          ))}
        </datalist>
      </fieldset>
      <fieldset className="grid items-start gap-4 sm:grid-cols-2">
        <legend className="mb-2 text-lg font-semibold">Dates</legend>
        <DateInput
          name="district_due_on"
          label="District’s due date"
          optional
          defaultValue={values.district_due_on}
          error={errors.district_due_on}
          help="Type it only where the district gave a date. Otherwise it follows from the tests."
        />
        <DateInput
          name="our_target_on"
          label="Our target"
          optional
          defaultValue={values.our_target_on}
          error={errors.our_target_on}
          help="When you want to do it."
        />
        <TextInput
          name="interval_months"
          label="Own interval"
          unit="months"
          optional
          inputMode="numeric"
          defaultValue={values.interval_months}
          error={errors.interval_months}
          help="Where this assembly is tested at another pace than the rule says."
        />
      </fieldset>
      <fieldset className="grid items-start gap-4 sm:grid-cols-2">
        <legend className="mb-2 text-lg font-semibold">Books</legend>
        <TextInput
          name="account_no"
          label="Account"
          optional
          maxLength={60}
          defaultValue={values.account_no}
          error={errors.account_no}
        />
        <TextInput
          name="meter_no"
          label="Meter"
          optional
          maxLength={60}
          defaultValue={values.meter_no}
          error={errors.meter_no}
        />
        <TextInput
          name="price"
          label="Price of a test"
          optional
          inputMode="decimal"
          lead="$"
          defaultValue={values.price}
          error={errors.price}
        />
        <TextArea
          name="notes"
          label="Notes"
          optional
          maxLength={10_000}
          className="sm:col-span-2"
          defaultValue={values.notes}
          error={errors.notes}
        />
      </fieldset>
      <div className="sticky bottom-0 z-1 -mx-1 flex gap-2 border-t border-line bg-canvas px-1 py-3">
        <SubmitButton pending="Saving">{isNew ? 'Add the assembly' : 'Save'}</SubmitButton>
        <LinkButton href={isNew ? '/devices' : `/devices/${id}`}>Cancel</LinkButton>
      </div>
    </form>
  )
}

const LABELS = {
  type: 'Type',
  size: 'Size',
  serial: 'Serial',
  bypass_size: 'Bypass size',
  location_id: 'Location',
  company_district_id: 'Purveyor',
  installed_on: 'Installed',
  district_due_on: 'District’s due date',
  our_target_on: 'Our target',
  interval_months: 'Own interval',
  price: 'Price',
}
