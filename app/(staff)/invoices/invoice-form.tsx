'use client'

import { LinkButton } from '@/app/_ui/button.tsx'
import { type ComboOption, Combobox } from '@/app/_ui/combobox.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { findCustomersAction } from '../locations/find-actions.ts'
import { startInvoiceAction } from './actions.ts'

/** Whom a new draft is for; the id is made by the page, so that sending it twice gives one. */
export function InvoiceForm({ id, customer }: { id: string; customer: ComboOption | undefined }) {
  const [state, action] = useFormAction(startInvoiceAction)
  const errors = state.status === 'refused' ? state.errors : {}
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
      <div className="flex gap-2">
        <SubmitButton pending="Opening">Write the lines</SubmitButton>
        <LinkButton href="/invoices">Cancel</LinkButton>
      </div>
    </form>
  )
}
