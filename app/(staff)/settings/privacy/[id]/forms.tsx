'use client'

import { Button } from '@/app/_ui/button.tsx'
import { Checkbox } from '@/app/_ui/checkbox.tsx'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { OUTCOMES } from '@/lib/privacy/words.ts'
import { SavedMark } from '../../saved-mark.tsx'
import { answerRequestAction, checkRequesterAction, eraseCustomerAction } from '../actions.ts'

const ENDS = Object.entries(OUTCOMES).map(([value, label]) => ({ value, label }))

export function CheckForm({ id }: { id: string }) {
  const [state, send] = useFormAction(checkRequesterAction)
  const { values, errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-3" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <input type="hidden" name="id" value={id} />
      <TextInput
        name="how"
        label="How you checked"
        required
        maxLength={500}
        autoComplete="off"
        defaultValue={values.how}
        error={errors.how}
        help="Such as: called back on the number on file. Keep no copy of a passport."
      />
      <div>
        <SubmitButton variant="secondary" pending="Saving">
          Identity is checked
        </SubmitButton>
      </div>
    </form>
  )
}

export function AnswerForm({ id }: { id: string }) {
  const [state, send] = useFormAction(answerRequestAction)
  const { values, errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-3" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <input type="hidden" name="id" value={id} />
      <Select
        key={values.outcome}
        name="outcome"
        label="How it ended"
        options={ENDS}
        placeholder="Choose"
        required
        defaultValue={values.outcome}
        error={errors.outcome}
      />
      <TextArea name="note" label="Note" optional maxLength={2000} defaultValue={values.note} error={errors.note} />
      <div>
        <SubmitButton variant="secondary" pending="Closing">
          Close the request
        </SubmitButton>
      </div>
    </form>
  )
}

/** Two downloads; each is written into the log. */
export function DataForm({ id }: { id: string }) {
  return (
    <form action={`/api/privacy/${id}/data`} method="post" className="grid gap-3">
      <p className="text-ink-2">
        Everything on file about this customer: to read, or as data for another system. Each download is noted in the
        audit log.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" name="as" value="page">
          Download to read
        </Button>
        <Button type="submit" name="as" value="json">
          Download as data
        </Button>
      </div>
    </form>
  )
}

export function EraseForm({ id }: { id: string }) {
  const [state, send] = useFormAction(eraseCustomerAction)
  const { errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-3">
      <FormErrorSummary message={message} errors={errors} />
      <input type="hidden" name="id" value={id} />
      <Checkbox name="sure" label="Delete this customer’s data for good" required />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="danger" pending="Deleting">
          Delete the data
        </SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}
