'use client'

import { type ReactNode, useId } from 'react'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import type { FormState } from '@/lib/action.ts'

export type PortalField = {
  name: string
  label: string
  kind?: 'text' | 'email' | 'tel' | 'date' | 'area'
  /** Choices of a select. */
  options?: readonly { value: string; label: string }[]
  value?: string | null | undefined
  help?: string
  required?: boolean
  autoComplete?: string
  maxLength?: number
  min?: string
}
type Press = { label: string; pending: string; name?: string; value?: string; quiet?: boolean }

/** The one form of the portal: fields from data, what was typed kept when it comes back, working without JavaScript. */
export function PortalForm({
  action,
  fields = [],
  hidden = {},
  presses,
  columns,
}: {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  fields?: readonly PortalField[]
  hidden?: Readonly<Record<string, string>>
  presses: readonly Press[]
  columns?: boolean
}) {
  const [state, send] = useFormAction(action)
  const { values, errors, message } = shownState(state)
  // Several of these forms may stand on one page.
  const ids = useId()
  return (
    <form action={send} className="grid max-w-form gap-4" data-density="field" noValidate>
      <FormErrorSummary message={message} errors={errors} ids={ids} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.length === 0 ? null : (
        <div className={columns ? 'grid gap-4 sm:grid-cols-2' : 'grid gap-4'}>
          {fields.map((field) => (
            <OneField
              key={`${field.name} ${values[field.name] ?? ''}`}
              id={`${ids}-${field.name}`}
              field={field}
              typed={values[field.name]}
              error={errors[field.name]}
            />
          ))}
        </div>
      )}
      <div className="flex flex-wrap gap-3">
        {presses.map((press) => (
          <SubmitButton
            key={press.label}
            variant={press.quiet ? 'secondary' : 'primary'}
            pending={press.pending}
            {...(press.name === undefined ? {} : { name: press.name, value: press.value })}
          >
            {press.label}
          </SubmitButton>
        ))}
      </div>
    </form>
  )
}

function OneField({
  id,
  field: { kind = 'text', options, value, ...rest },
  typed,
  error,
}: {
  id: string
  field: PortalField
  typed: string | undefined
  error: string | undefined
}): ReactNode {
  const common = { ...rest, id, error, defaultValue: typed ?? value ?? '' }
  if (options !== undefined) return <Select {...common} options={options} />
  if (kind === 'area') return <TextArea {...common} rows={3} className="sm:col-span-2" />
  return <TextInput {...common} type={kind} />
}
