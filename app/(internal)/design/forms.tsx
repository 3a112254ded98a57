import { Search } from 'lucide-react'
import { Checkbox } from '@/app/_ui/checkbox.tsx'
import { RadioGroup, Segmented } from '@/app/_ui/radio-group.tsx'
import { Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { DateInput, TextInput } from '@/app/_ui/text-input.tsx'
import { nothingAction } from './actions.ts'
import { ErrorDemo, FieldDemo, FinderDemo } from './form-demos.tsx'
import { Part, Specimen } from './specimen.tsx'

export function Forms() {
  return (
    <Part id="forms" title="Forms">
      <div className="grid gap-8 lg:grid-cols-2">
        <Specimen name="Fields in the office">
          <form action={nothingAction} className="grid max-w-form gap-4">
            <TextInput
              name="serial"
              label="Serial"
              help="As on the plate, letters too."
              defaultValue="A127841"
              required
            />
            <TextInput name="price" label="Price of a test" unit="USD" inputMode="decimal" defaultValue="115.00" />
            <TextInput
              name="find"
              label="Find"
              lead={<Search aria-hidden="true" className="size-4" />}
              placeholder="Street or name"
            />
            <TextInput name="bad" label="Zip" defaultValue="3347" error="A zip has five digits, such as 33477." />
            <Select
              name="type"
              label="Type"
              placeholder="Choose one"
              options={[
                {
                  label: 'Common',
                  options: [
                    { value: 'RP', label: 'RP, reduced pressure' },
                    { value: 'DC', label: 'DC, double check' },
                  ],
                },
                { label: 'Other', options: [{ value: 'AG', label: 'AG, air gap' }] },
              ]}
            />
            <DateInput name="tested_on" label="Tested on" defaultValue="2027-03-04" />
            <TextArea
              name="notes"
              label="How to get in"
              optional
              defaultValue="Gate code at the office. Ask for Sam; the dog is friendly."
            />
            <TextInput name="fixed" label="Company" readOnly defaultValue="Harbor Backflow Testing" />
            <Checkbox
              name="freeze"
              label="Protected from freezing"
              defaultChecked
              help="Some districts print this on the report."
            />
            <RadioGroup
              name="hazard"
              label="Hazard"
              defaultValue="health"
              options={[
                { value: 'health', label: 'Health', help: 'Could make somebody ill.' },
                { value: 'nonhealth', label: 'Not health', help: 'Unpleasant, not dangerous.' },
              ]}
            />
            <Segmented
              name="scheme_demo"
              label="Test kit order"
              defaultValue="USC"
              options={[
                { value: 'USC', label: 'USC' },
                { value: 'ASSE', label: 'ASSE' },
                { value: 'none', label: 'None', disabled: true },
              ]}
            />
            <div className="flex gap-2">
              <SubmitButton pending="Saving">Save</SubmitButton>
            </div>
          </form>
        </Specimen>
        <div className="grid content-start gap-8">
          <Specimen name="In the field: 48 px, big figures, live bar">
            <FieldDemo />
          </Specimen>
          <Specimen name="FormErrorSummary">
            <ErrorDemo />
          </Specimen>
          <Specimen name="Combobox">
            <FinderDemo />
          </Specimen>
        </div>
      </div>
    </Part>
  )
}
