'use client'

import { LinkButton } from '@/app/_ui/button.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { branchOptions } from '@/lib/branches/branch-options.ts'
import { AddressFields } from '../address-fields.tsx'
import { addCustomerAction, correctCustomerAction } from './actions.ts'

/** A new customer (`id` made by the page, so that sending it twice gives one), or one on file. */
export function CustomerForm({
  id,
  isNew,
  onFile,
  branches,
}: {
  id: string
  isNew: boolean
  onFile: Readonly<Record<string, string>>
  /** Offered to whoever sees all of them. */
  branches: readonly { id: string; name: string }[]
}) {
  const [state, action] = useFormAction(isNew ? addCustomerAction : correctCustomerAction)
  const values = state.status === 'refused' ? state.values : onFile
  const errors = state.status === 'refused' ? state.errors : {}
  const box = (name: string) => ({ name, defaultValue: values[name], error: errors[name] })
  return (
    <form action={action} className="grid max-w-form gap-4">
      {state.status === 'refused' ? <FormErrorSummary message={state.message} errors={errors} /> : null}
      <input type="hidden" name="id" value={id} />
      <TextInput {...box('name')} label="Name" required maxLength={160} autoComplete="off" />
      <TextInput
        {...box('parent_name')}
        label="Belongs to"
        optional
        maxLength={160}
        autoComplete="off"
        help="The management company or owner behind it."
      />
      <TextInput {...box('contact_name')} label="Contact" optional maxLength={120} autoComplete="off" />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextInput {...box('phone')} label="Phone" optional type="tel" autoComplete="off" />
        <TextInput {...box('email')} label="Email" optional type="email" autoComplete="off" />
      </div>
      {branches.length === 0 ? null : (
        <Select
          {...box('branch_id')}
          label="Branch"
          options={[{ value: '', label: 'None: seen where all branches are' }, ...branchOptions(branches)]}
          help="The office that looks after this customer. Whoever works in another one does not see it."
        />
      )}
      <AddressFields box={box} legend="Mailing address" />
      <TextArea
        {...box('notes')}
        label="Notes"
        optional
        maxLength={10_000}
        help="What the next person should know before calling."
      />
      <div className="flex gap-2">
        <SubmitButton pending="Saving">{isNew ? 'Add the customer' : 'Save'}</SubmitButton>
        <LinkButton href={isNew ? '/customers' : `/customers/${id}`}>Cancel</LinkButton>
      </div>
    </form>
  )
}
