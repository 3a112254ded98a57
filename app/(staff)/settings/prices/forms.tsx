'use client'

import { X } from 'lucide-react'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Checkbox } from '@/app/_ui/checkbox.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { heard, useFormAction } from '@/app/_ui/heard.ts'
import { type Option, Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { toastRefusal } from '@/app/_ui/toast.tsx'
import { ASSEMBLY_TYPES } from '@/lib/backflow/assembly.ts'
import { NOMINAL_SIZES } from '@/lib/backflow/size.ts'
import { formatCents } from '@/lib/money.ts'
import { PRICE_KIND_WORDS, PRICE_KINDS } from '@/lib/prices/words.ts'
import { SavedMark } from '../saved-mark.tsx'
import { bringPricesAction, changeBillingRulesAction, removePriceAction, savePriceAction } from './actions.ts'

type Price = {
  kind: string
  name: string
  device_type: string | null
  size: string | null
  model: string | null
  district: string | null
  cents: number
  taxed: boolean
}

/** A price, new or on file. What it is for stays as it was; another kind is another price. */
export function PriceForm({ id, price, districts }: { id: string; price: Price | null; districts: readonly Option[] }) {
  const [state, action] = useFormAction(savePriceAction)
  const values = state.status === 'refused' ? state.values : {}
  const errors = state.status === 'refused' ? state.errors : {}
  const box = (name: string, now?: string | null) => ({
    name,
    defaultValue: values[name] ?? now ?? '',
    error: errors[name],
  })
  return (
    <form action={action} className="grid gap-3">
      {state.status === 'refused' ? <FormErrorSummary message={state.message} errors={errors} /> : null}
      <input type="hidden" name="id" value={id} />
      {price === null ? (
        <Select
          {...box('kind', 'test')}
          label="For"
          required
          options={PRICE_KINDS.map((value) => ({ value, label: PRICE_KIND_WORDS[value] }))}
        />
      ) : (
        <input type="hidden" name="kind" value={price.kind} />
      )}
      <TextInput {...box('name', price?.name)} label="Name" required maxLength={160} autoComplete="off" />
      <div className="grid grid-cols-2 items-start gap-3">
        <Select
          {...box('device_type', price?.device_type)}
          label="Type"
          optional
          placeholder="Any"
          options={ASSEMBLY_TYPES.map((value) => ({ value, label: value }))}
        />
        <Select
          {...box('size', price?.size)}
          label="Size"
          optional
          placeholder="Any"
          options={NOMINAL_SIZES.map((value) => ({ value, label: `${value} in` }))}
        />
      </div>
      <TextInput {...box('model', price?.model)} label="Model" optional maxLength={80} autoComplete="off" />
      <Select
        {...box('company_district_id', price?.district)}
        label="Purveyor"
        optional
        placeholder="Any"
        options={districts}
      />
      <TextInput
        {...box('price', price === null ? '' : formatCents(price.cents))}
        label="Price"
        required
        inputMode="decimal"
        placeholder="$115.00"
      />
      <Checkbox
        label="Taxed"
        name="taxed"
        value="yes"
        defaultChecked={state.status === 'refused' ? values.taxed === 'yes' : (price?.taxed ?? false)}
      />
      <div className="flex flex-wrap items-center gap-2">
        <SubmitButton pending="Saving">Save the price</SubmitButton>
        {price === null ? null : <LinkButton href="/settings/prices">Cancel</LinkButton>}
        <SavedMark state={state} />
      </div>
    </form>
  )
}

/** Rows of a spreadsheet, pasted. */
export function PriceSheetForm() {
  const [state, action] = useFormAction(bringPricesAction)
  const refused = state.status === 'refused' ? state : null
  return (
    <form action={action} className="grid gap-3">
      <TextArea
        name="sheet"
        label="Rows"
        rows={4}
        required
        defaultValue={refused?.values.sheet}
        error={refused === null ? undefined : (refused.errors.sheet ?? refused.message)}
        help="Copied from a spreadsheet with its line of names: For, Name, Type, Size, Model, Purveyor, Price, Taxed. What is on file already gets the new price."
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="secondary" pending="Reading">
          Bring the prices in
        </SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}

/** What all invoices share. */
export function BillingRulesForm({
  rules,
}: {
  rules: { tax_hundredths_percent: number; payment_days: number; first_invoice_number: number }
}) {
  const [state, action] = useFormAction(changeBillingRulesAction)
  const values = state.status === 'refused' ? state.values : {}
  const errors = state.status === 'refused' ? state.errors : {}
  return (
    <form action={action} className="grid gap-3">
      {state.status === 'refused' ? <FormErrorSummary message={state.message} errors={errors} /> : null}
      <div className="grid items-start gap-3 sm:grid-cols-3 xl:grid-cols-1">
        <TextInput
          name="tax"
          label="Sales tax"
          unit="%"
          required
          inputMode="decimal"
          defaultValue={values.tax ?? String(rules.tax_hundredths_percent / 100)}
          error={errors.tax}
          help="For lines that are taxed."
        />
        <TextInput
          name="payment_days"
          label="Payable within"
          unit="days"
          required
          inputMode="numeric"
          defaultValue={values.payment_days ?? rules.payment_days}
          error={errors.payment_days}
        />
        <TextInput
          name="first_invoice_number"
          label="First number"
          required
          inputMode="numeric"
          defaultValue={values.first_invoice_number ?? rules.first_invoice_number}
          error={errors.first_invoice_number}
          help="Counts for the first invoice; after it each takes the next."
        />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="secondary" pending="Saving">
          Save
        </SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}

export function RemovePrice({ id, name }: { id: string; name: string }) {
  return (
    <form action={remove}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="quiet" icon label={`Take ${name} off`}>
        <X aria-hidden="true" />
      </SubmitButton>
    </form>
  )
}

async function remove(data: FormData) {
  const state = await heard(removePriceAction, data)
  toastRefusal(state)
}
