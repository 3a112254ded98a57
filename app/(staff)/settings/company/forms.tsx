'use client'

import { Checkbox } from '@/app/_ui/checkbox.tsx'
import { FileInput } from '@/app/(staff)/file-input.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { STATE_OPTIONS } from '@/lib/companies/states.ts'
import { TIME_ZONES } from '@/lib/companies/time-zones.ts'
import { SavedMark } from '../saved-mark.tsx'
import { changeCompanyAction, changeLogoAction, changeSettingsAction, removeLogoAction } from './actions.ts'

type Company = {
  name: string
  phone: string | null
  email: string | null
  line1: string | null
  line2: string | null
  city: string | null
  state: string | null
  zip: string | null
  time_zone: string
  licence_text: string | null
}

export function CompanyForm({ company }: { company: Company }) {
  const [state, send] = useFormAction(changeCompanyAction)
  const { values, errors, message } = shownState(state)
  const box = (name: keyof Company) => ({
    name,
    defaultValue: values[name] ?? company[name] ?? '',
    error: errors[name],
  })
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <TextInput label="Name" required autoComplete="organization" {...box('name')} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextInput label="Phone" type="tel" optional autoComplete="tel" {...box('phone')} />
        <TextInput label="Email" type="email" optional autoComplete="email" {...box('email')} />
      </div>
      <TextInput label="Street address" optional autoComplete="address-line1" {...box('line1')} />
      <TextInput label="Suite, floor" optional autoComplete="address-line2" {...box('line2')} />
      <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,1fr)]">
        <TextInput label="City" optional autoComplete="address-level2" {...box('city')} />
        <Select
          key={values.state ?? company.state}
          label="State"
          placeholder="Choose"
          options={STATE_OPTIONS}
          autoComplete="address-level1"
          {...box('state')}
        />
        <TextInput label="ZIP" optional inputMode="numeric" autoComplete="postal-code" {...box('zip')} />
      </div>
      <Select
        key={`zone ${values.time_zone ?? company.time_zone}`}
        label="Time zone"
        options={TIME_ZONES}
        help="Which day it is: due dates turn at midnight here."
        {...box('time_zone')}
      />
      <TextInput
        label="Licence line"
        optional
        help="Printed under the name on reports, such as “Plumbing licence CFC1428890”."
        {...box('licence_text')}
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pending="Saving">Save</SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}

type Settings = {
  due_soon_days: number
  target_lead_days: number
  photo_days: number
  certification_sentence: string
  technicians_see_prices: boolean
}

export function SettingsForm({ settings }: { settings: Settings }) {
  const [state, send] = useFormAction(changeSettingsAction)
  const { values, errors, message } = shownState(state)
  const refused = state.status === 'refused'
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextInput
          label="Due soon"
          name="due_soon_days"
          unit="days"
          inputMode="numeric"
          required
          defaultValue={values.due_soon_days ?? settings.due_soon_days}
          error={errors.due_soon_days}
          help="How far ahead an assembly counts as due soon."
        />
        <TextInput
          label="Our target"
          name="target_lead_days"
          unit="days"
          inputMode="numeric"
          required
          defaultValue={values.target_lead_days ?? settings.target_lead_days}
          error={errors.target_lead_days}
          help="How long before the purveyor’s date we mean to have tested."
        />
        <TextInput
          label="Keep photos of visits"
          name="photo_days"
          unit="days"
          inputMode="numeric"
          required
          defaultValue={values.photo_days ?? settings.photo_days}
          error={errors.photo_days}
          help="7 to 365. Those of a signed test and the photo of an assembly stay."
        />
      </div>
      <TextArea
        label="Certification sentence"
        name="certification_sentence"
        rows={3}
        required
        defaultValue={values.certification_sentence ?? settings.certification_sentence}
        error={errors.certification_sentence}
        help="What a tester signs, word for word, on every report."
      />
      <Checkbox
        label="Technicians see prices"
        name="technicians_see_prices"
        value="yes"
        defaultChecked={refused ? values.technicians_see_prices === 'yes' : settings.technicians_see_prices}
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pending="Saving">Save</SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}

export function LogoForm({ fileId }: { fileId: string | null }) {
  const [state, send] = useFormAction(changeLogoAction)
  const [removed, remove] = useFormAction(removeLogoAction)
  const { errors, message } = shownState(state)
  return (
    <div className="grid gap-4">
      {fileId === null ? (
        <p className="text-ink-2">Reports carry the company’s name. A logo stands beside it.</p>
      ) : (
        <div className="flex flex-wrap items-center gap-4">
          {/* oxlint-disable-next-line nextjs/no-img-element -- a private file, behind the reader's own session */}
          <img
            src={`/files/${fileId}`}
            alt="The company’s logo"
            className="max-h-20 max-w-60 rounded-sm border border-line bg-[#fff] p-2"
          />
          <form action={remove}>
            <SubmitButton variant="quiet" pending="Removing">
              Remove
            </SubmitButton>
          </form>
        </div>
      )}
      <form action={send} className="grid gap-3">
        <FormErrorSummary message={message} errors={errors} />
        <FileInput
          kind="logo"
          label={fileId === null ? 'Image' : 'Another image'}
          name="file"
          accept="image/png,image/jpeg,image/webp"
          required
          error={errors.file}
          help="PNG, JPEG or WebP, up to 4 MB; best wider than tall, on white or transparent."
        />
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton variant="secondary" pending="Uploading">
            Save the logo
          </SubmitButton>
          <SavedMark state={state.status === 'done' ? state : removed} />
        </div>
      </form>
    </div>
  )
}
