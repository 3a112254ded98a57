'use client'

import { useId, useState } from 'react'
import { Button } from '@/app/_ui/button.tsx'
import { heard, useFormAction } from '@/app/_ui/heard.ts'
import { Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { DateInput, TextInput } from '@/app/_ui/text-input.tsx'
import { toastRefusal } from '@/app/_ui/toast.tsx'
import type { FormState } from '@/lib/action.ts'
import { PAYMENT_METHODS } from '@/lib/invoices/words.ts'
import { formatCents } from '@/lib/money.ts'
import { SavedMark } from '../../settings/saved-mark.tsx'
import { useUnsavedGuard } from '../../unsaved.ts'
import {
  creditInvoiceAction,
  discardInvoiceAction,
  recordPaymentAction,
  remindInvoiceAction,
  reversePaymentAction,
  sendInvoiceAction,
  voidInvoiceAction,
} from '../actions.ts'

/** What was refused without a field of its own. */
function Refused({ state }: { state: FormState }) {
  if (state.status !== 'refused' || Object.keys(state.errors).length > 0) return null
  return (
    <p role="alert" className="text-sm text-fail">
      {state.message}
    </p>
  )
}
const errorsOf = (state: FormState) => (state.status === 'refused' ? state.errors : {})
const valuesOf = (state: FormState) => (state.status === 'refused' ? state.values : {})

/** Sends a draft, or mails a sent invoice again. */
export function SendForm({ id, email, again }: { id: string; email: string | null; again: boolean }) {
  const [state, action] = useFormAction(again ? remindInvoiceAction : sendInvoiceAction)
  const unsaved = useUnsavedGuard()
  return (
    <form action={action} {...(again ? {} : { onSubmit: unsaved.onSubmit })} className="grid gap-3">
      {unsaved.sentence === null ? (
        <Refused state={state} />
      ) : (
        <p role="alert" className="text-sm text-fail">
          {unsaved.sentence}
        </p>
      )}
      <input type="hidden" name="id" value={id} />
      <TextInput
        name="email"
        type="email"
        label="Mail it to"
        optional={!again}
        required={again}
        defaultValue={valuesOf(state).email ?? email ?? ''}
        error={errorsOf(state).email}
        help={
          again ? 'A new link goes out; the one in earlier mails ends.' : 'Empty: it gets its number, and you print it.'
        }
        autoComplete="off"
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pending="Sending" variant={again ? 'secondary' : 'primary'}>
          {again ? 'Mail it again' : 'Send the invoice'}
        </SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}

/** Money that came in; the id is made by the page, so that sending it twice pays once. */
export function PaymentForm({
  id,
  invoice,
  open,
  today,
}: {
  id: string
  invoice: string
  open: number
  today: string
}) {
  const [state, action] = useFormAction(recordPaymentAction)
  const values = valuesOf(state)
  const errors = errorsOf(state)
  return (
    <form action={action} className="grid gap-3">
      <Refused state={state} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="invoice_id" value={invoice} />
      <div className="grid grid-cols-2 items-start gap-3">
        <TextInput
          name="amount"
          label="Amount"
          required
          inputMode="decimal"
          defaultValue={values.amount ?? formatCents(open)}
          error={errors.amount}
        />
        <DateInput
          name="paid_on"
          label="Came in on"
          required
          max={today}
          defaultValue={values.paid_on ?? today}
          error={errors.paid_on}
        />
        <Select
          name="method"
          label="Paid by"
          required
          options={Object.entries(PAYMENT_METHODS).map(([value, label]) => ({ value, label }))}
          defaultValue={values.method ?? 'check'}
          error={errors.method}
        />
        <TextInput
          name="reference"
          label="Reference"
          optional
          maxLength={120}
          autoComplete="off"
          defaultValue={values.reference}
          error={errors.reference}
        />
      </div>
      <div>
        <SubmitButton pending="Entering">Enter the payment</SubmitButton>
      </div>
    </form>
  )
}

/** A line that can still be credited: what it came to with its tax, less earlier credits. */
export type CreditableLine = { id: string; description: string; left: number }

/** A credit note, line by line; the note's id is made by the page. Amounts hold their share of the tax. */
export function CreditForm({ id, note, lines }: { id: string; note: string; lines: readonly CreditableLine[] }) {
  const [state, action] = useFormAction(creditInvoiceAction)
  const values = valuesOf(state)
  const errors = errorsOf(state)
  return (
    <form action={action} className="grid gap-3">
      <Refused state={state} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="note_id" value={note} />
      <fieldset className="grid gap-3">
        <legend className="mb-2 text-ink-2">Amounts to credit, tax included. Lines left blank stay as they are.</legend>
        {lines.map((line) => (
          <TextInput
            key={line.id}
            name={`credit:${line.id}`}
            label={line.description}
            inputMode="decimal"
            autoComplete="off"
            placeholder={formatCents(line.left)}
            help={`Up to ${formatCents(line.left)}`}
            defaultValue={values[`credit:${line.id}`]}
            error={errors[`credit:${line.id}`]}
          />
        ))}
      </fieldset>
      {errors.lines === undefined ? null : (
        <p role="alert" className="text-sm text-fail">
          {errors.lines}
        </p>
      )}
      <TextInput
        name="reason"
        label="Why"
        required
        maxLength={500}
        autoComplete="off"
        defaultValue={values.reason}
        error={errors.reason}
        help="Printed on the credit note."
      />
      <div>
        <SubmitButton variant="secondary" pending="Writing">
          Write the credit note
        </SubmitButton>
      </div>
    </form>
  )
}

/** Something that takes a reason: void an invoice, take a payment back. Opens in its place. */
export function ReasonForm({ id, what, verb }: { id: string; what: 'void' | 'reverse'; verb: string }) {
  const [open, setOpen] = useState(false)
  const ids = useId()
  const [state, action] = useFormAction(what === 'void' ? voidInvoiceAction : reversePaymentAction)
  if (!open)
    return (
      <Button variant="quiet" onClick={() => setOpen(true)}>
        {verb}
      </Button>
    )
  return (
    <form action={action} className="grid gap-2">
      <Refused state={state} />
      <input type="hidden" name="id" value={id} />
      <TextInput
        name="reason"
        id={`${ids}-reason`}
        label="Why"
        required
        maxLength={500}
        autoComplete="off"
        defaultValue={valuesOf(state).reason}
        error={errorsOf(state).reason}
      />
      <div className="flex gap-2">
        <SubmitButton variant="secondary" pending="Doing it">
          {verb}
        </SubmitButton>
        <Button variant="quiet" onClick={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

export function DiscardDraft({ id }: { id: string }) {
  return (
    <form action={discard}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="quiet" pending="Discarding">
        Discard the draft
      </SubmitButton>
    </form>
  )
}

async function discard(data: FormData) {
  const state = await heard(discardInvoiceAction, data)
  toastRefusal(state)
}
