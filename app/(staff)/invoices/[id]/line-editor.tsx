'use client'

import { type ComboOption, Combobox } from '@/app/_ui/combobox.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { DateInput } from '@/app/_ui/text-input.tsx'
import type { TypedLine } from '@/lib/invoices/schema.ts'
import { LinesFieldset, type PriceOption } from '../../lines-fieldset.tsx'
import { SavedMark } from '../../settings/saved-mark.tsx'
import { useStoredDraft } from '../../unsaved.ts'
import { findCustomersAction } from '../../locations/find-actions.ts'
import { saveInvoiceAction } from '../actions.ts'

/** A draft: whom it bills, its lines, and what they come to while one types. */
export function LineEditor({
  invoice,
  customer,
  lines,
  prices,
  taxRate,
}: {
  invoice: { id: string; due_on: string | null; memo: string | null }
  customer: ComboOption | undefined
  lines: readonly TypedLine[]
  prices: readonly PriceOption[]
  taxRate: number
}) {
  const [state, action] = useFormAction(saveInvoiceAction)
  const draft = useStoredDraft(state)
  const values = state.status === 'refused' ? state.values : {}
  const errors = state.status === 'refused' ? state.errors : {}
  return (
    <form ref={draft} action={action} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {state.status === 'refused' ? <FormErrorSummary message={state.message} errors={errors} /> : null}
      <input type="hidden" name="id" value={invoice.id} />
      <Combobox
        name="customer_id"
        label="Customer"
        required
        find={findCustomersAction}
        defaultOption={customer}
        placeholder="Name, phone or email"
        error={errors.customer_id}
      />
      <LinesFieldset lines={lines} prices={prices} taxRate={taxRate} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <DateInput
          name="due_on"
          label="Payable by"
          optional
          defaultValue={values.due_on ?? invoice.due_on ?? ''}
          error={errors.due_on}
          help="Empty: as many days after sending as the settings say."
        />
        <TextArea
          name="memo"
          label="Memo"
          optional
          rows={2}
          maxLength={2000}
          defaultValue={values.memo ?? invoice.memo ?? ''}
          error={errors.memo}
          help="Printed below the lines."
        />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pending="Saving">Save the draft</SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}
