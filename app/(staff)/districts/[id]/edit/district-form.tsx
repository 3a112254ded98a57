'use client'

import { useState } from 'react'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { type Option, Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { STATE_OPTIONS } from '@/lib/companies/states.ts'
import { changeDistrictAction } from '../../actions.ts'
import { DueFields } from './due-fields.tsx'
import { NumberFields } from './number-fields.tsx'

export type Texts = Readonly<Record<string, string>>

export function DistrictForm({
  district,
  bases,
  layouts,
  profiles,
  without,
}: {
  /** Every box as its text; empty where the rulebook's word or the assumption holds. */
  district: Texts & { id: string }
  bases: readonly (Option & { help: string })[]
  layouts: readonly Option[]
  profiles: readonly Option[]
  /** What holds where the company says nothing. */
  without: { due: string; profile: string; repairDays: string; numbers: Texts; bufferMin: string }
}) {
  const [state, send] = useFormAction(changeDistrictAction)
  const { values, errors, message } = shownState(state)
  const text = (name: string) => values[name] ?? district[name] ?? ''
  const box = (name: string) => ({ name, defaultValue: text(name), error: errors[name] })
  const [basis, setBasis] = useState(district.due_basis ?? '')
  return (
    <form action={send} className="grid max-w-3xl gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <input type="hidden" name="id" value={district.id} />
      <Card title="Purveyor" id="purveyor">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextInput label="Name" required autoComplete="off" {...box('name')} />
          <Select
            key={`state ${text('state')}`}
            label="State"
            placeholder="Not said"
            options={STATE_OPTIONS}
            {...box('state')}
          />
          <TextInput label="Contact" optional autoComplete="off" {...box('contact_name')} />
          <TextInput label="Phone" type="tel" optional autoComplete="off" {...box('phone')} />
          <TextInput label="Email" type="email" optional autoComplete="off" {...box('email')} />
          <TextInput label="PWS ID" optional autoComplete="off" {...box('pws_id')} />
        </div>
      </Card>
      <Card title="When tests are due" id="due">
        {/* Not controlled: a form that comes back resets its boxes, and a controlled select would show one rule and send another. */}
        <Select
          key={`basis ${text('due_basis')}`}
          label="Rule"
          onChange={(event) => setBasis(event.target.value)}
          placeholder={without.due}
          options={bases}
          help={bases.find(({ value }) => value === basis)?.help ?? 'Until you choose a rule of your own.'}
          {...box('due_basis')}
        />
        <DueFields basis={basis} box={box} />
        <TextInput
          label="Repair within"
          unit="days"
          inputMode="numeric"
          optional
          className="max-w-48"
          placeholder={without.repairDays}
          help="Counted from the failing test."
          {...box('repair_days')}
        />
      </Card>
      <Card title="What a test must reach" id="profile">
        <Select
          key={`profile ${text('rule_profile')}`}
          label="Profile"
          placeholder={without.profile}
          options={profiles}
          {...box('rule_profile')}
        />
        <NumberFields box={box} numbers={without.numbers} bufferMin={without.bufferMin} />
        <Select
          key={`layout ${text('detector_layout')}`}
          label="Detector assemblies"
          options={layouts}
          help="How this purveyor wants a detector’s bypass reported."
          {...box('detector_layout')}
        />
      </Card>
      <TextArea label="Notes" optional rows={3} {...box('notes')} />
      <div className="sticky bottom-0 -mx-1 flex flex-wrap items-center gap-2 border-t border-line bg-canvas px-1 py-3">
        <SubmitButton pending="Saving">Save</SubmitButton>
        <LinkButton href={`/districts/${district.id}`}>Cancel</LinkButton>
        <p className="text-sm text-ink-3">Due dates of its assemblies follow within moments; imported dates stay.</p>
      </div>
    </form>
  )
}
