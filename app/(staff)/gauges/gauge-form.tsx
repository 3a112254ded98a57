'use client'

import { LinkButton } from '@/app/_ui/button.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { Segmented } from '@/app/_ui/radio-group.tsx'
import { Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { addGaugeAction, changeGaugeAction } from './actions.ts'

export type GaugeFormProps = {
  /** What is on file; null for a new one. */
  gauge: {
    id: string
    manufacturer: string
    model: string
    serial: string
    kind: string
    water_class: string
    interval_months: number
    assigned_to: string | null
    notes: string | null
  } | null
  people: readonly { id: string; full_name: string }[]
  /** Makers and models people have, offered as one types. */
  makers: readonly string[]
  models: readonly string[]
  kinds: readonly { value: string; label: string }[]
  waters: readonly { value: string; label: string }[]
}

export function GaugeForm({ gauge, people, makers, models, kinds, waters }: GaugeFormProps) {
  const [state, send] = useFormAction(gauge === null ? addGaugeAction : changeGaugeAction)
  const { values, errors, message } = shownState(state)
  const kept = values.assigned_to ?? gauge?.assigned_to ?? ''
  return (
    <form action={send} className="grid max-w-form gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      {gauge === null ? null : <input type="hidden" name="id" value={gauge.id} />}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextInput
          label="Maker"
          name="manufacturer"
          list="makers"
          required
          autoComplete="off"
          defaultValue={values.manufacturer ?? gauge?.manufacturer}
          error={errors.manufacturer}
        />
        <TextInput
          label="Model"
          name="model"
          list="models"
          required
          autoComplete="off"
          defaultValue={values.model ?? gauge?.model}
          error={errors.model}
        />
      </div>
      <datalist id="makers">
        {makers.map((maker) => (
          <option key={maker}>{maker}</option>
        ))}
      </datalist>
      <datalist id="models">
        {models.map((model) => (
          <option key={model}>{model}</option>
        ))}
      </datalist>
      <TextInput
        label="Serial"
        name="serial"
        required
        autoComplete="off"
        className="max-w-72"
        defaultValue={values.serial ?? gauge?.serial}
        error={errors.serial}
      />
      <Segmented
        key={`kind ${values.kind}`}
        label="Kind"
        name="kind"
        options={kinds}
        defaultValue={values.kind ?? gauge?.kind ?? 'differential'}
        error={errors.kind}
      />
      <Segmented
        key={`water ${values.water_class}`}
        label="Kept for water that is"
        name="water_class"
        options={waters}
        defaultValue={values.water_class ?? gauge?.water_class ?? 'potable'}
        error={errors.water_class}
      />
      <TextInput
        label="Accuracy check every"
        name="interval_months"
        unit="months"
        inputMode="numeric"
        required
        className="max-w-48"
        defaultValue={values.interval_months ?? gauge?.interval_months ?? 12}
        error={errors.interval_months}
        help="Twelve unless a purveyor asks for less."
      />
      <Select
        key={`kept ${kept}`}
        label="Kept by"
        name="assigned_to"
        optional
        placeholder="Nobody in particular"
        options={people.map((person) => ({ value: person.id, label: person.full_name }))}
        defaultValue={kept}
        error={errors.assigned_to}
        help="Offered first on that person’s test form."
      />
      <TextArea
        label="Notes"
        name="notes"
        optional
        defaultValue={values.notes ?? gauge?.notes ?? ''}
        error={errors.notes}
      />
      <div className="flex gap-2">
        <SubmitButton pending="Saving">Save</SubmitButton>
        <LinkButton href={gauge === null ? '/gauges' : `/gauges/${gauge.id}`}>Cancel</LinkButton>
      </div>
    </form>
  )
}
