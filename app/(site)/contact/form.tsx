'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextArea } from '@/app/_ui/text-area.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { sendMessageAction } from './actions.ts'

export function ContactForm() {
  const [state, send] = useFormAction(sendMessageAction)
  const { values, errors, message } = shownState(state)
  if (state.status === 'done') return <output className="block text-ink">{state.message}</output>
  return (
    <form action={send} className="grid w-full max-w-form gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      <TextInput
        label="Your name"
        name="name"
        autoComplete="name"
        required
        defaultValue={values.name}
        error={errors.name}
      />
      <TextInput
        label="Email"
        name="email"
        type="email"
        autoComplete="email"
        required
        defaultValue={values.email}
        error={errors.email}
      />
      <TextInput
        label="Company"
        name="company"
        autoComplete="organization"
        optional
        defaultValue={values.company}
        error={errors.company}
      />
      <TextArea label="Message" name="message" required rows={6} defaultValue={values.message} error={errors.message} />
      <div hidden>
        <TextInput label="Leave this empty" name="website" tabIndex={-1} autoComplete="off" />
      </div>
      <SubmitButton pending="Sending" className="justify-self-start">
        Send the message
      </SubmitButton>
    </form>
  )
}
