'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { unheard, useHeardAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { type Door, doorAction } from './actions.ts'

const CLOSED: Door = { sentTo: '', state: { status: 'idle' } }
const lost = (previous: Door, form: FormData): Door => ({ ...previous, state: unheard(form) })

/** The address, then the code. `email` is known where an invitation led here. */
export function DoorForm({ email }: { email?: string }) {
  const [{ sentTo, state }, send] = useHeardAction(doorAction, CLOSED, lost)
  const { values, errors, message } = shownState(state)
  if (sentTo === '') {
    return (
      <form action={send} className="grid gap-4" data-density="field" noValidate>
        <FormErrorSummary message={message} errors={errors} />
        {email === undefined ? (
          <TextInput
            label="Email"
            name="email"
            type="email"
            autoComplete="email"
            required
            defaultValue={values.email}
            error={errors.email}
          />
        ) : (
          <input type="hidden" name="email" value={email} />
        )}
        <SubmitButton pending="Sending">Mail me a sign-in link</SubmitButton>
      </form>
    )
  }
  return (
    <form action={send} className="grid gap-4" data-density="field" noValidate>
      <output className="block">
        If {sentTo} is known here, a mail with a link and a code is on its way. Press the link, or type the code. Both
        work once, for 15 minutes.
      </output>
      <FormErrorSummary message={message} errors={errors} />
      <TextInput
        label="Code"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={16}
        required
        error={errors.code}
      />
      <SubmitButton pending="Signing in">Sign in</SubmitButton>
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant="quiet" name="resend" value="1" pending="Sending" formNoValidate>
          Send it again
        </SubmitButton>
        <SubmitButton variant="quiet" name="again" value="1" pending="One moment" formNoValidate>
          Another address
        </SubmitButton>
      </div>
    </form>
  )
}
