'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { heard, useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { DateInput, TextInput } from '@/app/_ui/text-input.tsx'
import { toastRefusal } from '@/app/_ui/toast.tsx'
import type { TypedLine } from '@/lib/invoices/schema.ts'
import { LinesFieldset, type PriceOption } from '../../lines-fieldset.tsx'
import { SavedMark } from '../../settings/saved-mark.tsx'
import { useStoredDraft, useUnsavedGuard } from '../../unsaved.ts'
import { billQuoteAction, planRepairAction, saveQuoteAction, sendQuoteAction } from '../actions.ts'

/** A quote while it is a draft. */
export function QuoteEditor({
  quote,
  failure,
  lines,
  prices,
  taxRate,
}: {
  quote: { id: string; note: string | null; valid_until_on: string | null }
  failure: string
  lines: readonly TypedLine[]
  prices: readonly PriceOption[]
  taxRate: number
}) {
  const [state, action] = useFormAction(saveQuoteAction)
  const draft = useStoredDraft(state)
  const values = state.status === 'refused' ? state.values : {}
  const errors = state.status === 'refused' ? state.errors : {}
  return (
    <form ref={draft} action={action} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {state.status === 'refused' ? <FormErrorSummary message={state.message} errors={errors} /> : null}
      <input type="hidden" name="id" value={quote.id} />
      <input type="hidden" name="deficiency_id" value={failure} />
      <LinesFieldset lines={lines} prices={prices} taxRate={taxRate} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <DateInput
          name="valid_until_on"
          label="Good until"
          optional
          defaultValue={values.valid_until_on ?? quote.valid_until_on ?? ''}
          error={errors.valid_until_on}
        />
        <TextArea
          name="note"
          label="Note"
          optional
          rows={2}
          maxLength={2000}
          defaultValue={values.note ?? quote.note ?? ''}
          error={errors.note}
          help="The customer reads it."
        />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pending="Saving">Save the quote</SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}

export function SendQuoteForm({ id, email, again }: { id: string; email: string | null; again: boolean }) {
  const [state, action] = useFormAction(sendQuoteAction)
  const unsaved = useUnsavedGuard()
  const refused = state.status === 'refused' ? state : null
  return (
    <form action={action} {...(again ? {} : { onSubmit: unsaved.onSubmit })} className="grid max-w-form gap-3">
      {unsaved.sentence === null ? null : (
        <p role="alert" className="text-sm text-fail">
          {unsaved.sentence}
        </p>
      )}
      <input type="hidden" name="id" value={id} />
      <TextInput
        name="email"
        type="email"
        label="Mail it to"
        required
        defaultValue={refused?.values.email ?? email ?? ''}
        error={refused === null ? undefined : (refused.errors.email ?? refused.message)}
        help={
          again
            ? 'A new link goes out; the one before ends.'
            : 'The customer approves or declines by the link. The lines stand from then on.'
        }
        autoComplete="off"
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant={again ? 'secondary' : 'primary'} pending="Sending">
          {again ? 'Mail it again' : 'Send the quote'}
        </SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}

export function PlanRepair({ id }: { id: string }) {
  return (
    <form action={plan}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="secondary" pending="Ordering">
        Order the repair without a quote
      </SubmitButton>
    </form>
  )
}

export function BillQuote({ id }: { id: string }) {
  return (
    <form action={bill}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="primary" pending="Drafting">
        Draft the invoice
      </SubmitButton>
    </form>
  )
}

async function plan(data: FormData) {
  const state = await heard(planRepairAction, data)
  toastRefusal(state)
}

async function bill(data: FormData) {
  const state = await heard(billQuoteAction, data)
  toastRefusal(state)
}
