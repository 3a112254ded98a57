'use client'

import { useActionState } from 'react'
import { LinkButton } from '@/app/_ui/button.tsx'
import { type ComboOption, Combobox } from '@/app/_ui/combobox.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { DateInput, TextInput } from '@/app/_ui/text-input.tsx'
import { findCustomersAction } from '../locations/find-actions.ts'
import { draftInvoiceAction } from './actions.ts'

const IDLE = { status: 'idle' } as const

/** A draft of an invoice; the id is made by the page, so that sending it twice gives one. */
export function InvoiceForm({ id, customer }: { id: string; customer: ComboOption | undefined }) {
  const [state, action] = useActionState(draftInvoiceAction, IDLE)
  const values = state.status === 'refused' ? state.values : {}
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
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextInput {...box('total')} label="Amount" required inputMode="decimal" placeholder="$115.00" />
        <DateInput {...box('due_on')} label="Payable by" optional />
      </div>
      <TextArea {...box('memo')} label="For" optional maxLength={2000} />
      <div className="flex gap-2">
        <SubmitButton pending="Saving">Save the draft</SubmitButton>
        <LinkButton href="/invoices">Cancel</LinkButton>
      </div>
    </form>
  )
}
