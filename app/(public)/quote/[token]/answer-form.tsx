'use client'

import { UNREACHED, useHeardAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { typedValues } from '@/lib/typed-values.ts'
import { type Answered, answerQuoteAction } from './actions.ts'

const lost = (_: Answered, form: FormData): Answered => ({ message: UNREACHED, name: typedValues(form).name ?? '' })

/** Approve or decline, with one's name. */
export function AnswerForm({ token, company }: { token: string; company: string }) {
  const [state, action] = useHeardAction(answerQuoteAction, { message: '', name: '' }, lost)
  return (
    <form action={action} className="grid max-w-form gap-4" data-density="field">
      <input type="hidden" name="token" value={token} />
      <TextInput
        name="name"
        label="Your name"
        required
        maxLength={120}
        autoComplete="name"
        defaultValue={state.name}
        error={state.message === '' ? undefined : state.message}
        help={`Kept with the time and the address you answer from, for ${company} and for you.`}
      />
      <div className="flex flex-wrap gap-3">
        <SubmitButton variant="primary" name="answer" value="approve" pending="Sending">
          Approve the repair
        </SubmitButton>
        <SubmitButton variant="secondary" name="answer" value="decline" pending="Sending">
          Decline
        </SubmitButton>
      </div>
    </form>
  )
}
