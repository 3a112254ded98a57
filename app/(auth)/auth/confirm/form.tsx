'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { NewPasswordInput } from '../../password-fields.tsx'
import { confirmAction } from './actions.ts'

/** Spends the link when the button is pressed, never before: mail scanners open every link they see. */
export function ConfirmForm({
  link,
  askPassword,
  button,
  again,
}: {
  link: { token_hash: string; type: string; next: string }
  askPassword: boolean
  button: string
  again: string
}) {
  const [state, send] = useFormAction(confirmAction)
  const { errors, message } = shownState(state)
  const spent = state.status === 'refused' && state.code !== 'invalid' && state.code !== 'too_many_attempts'
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      {spent ? (
        <p className="flex flex-wrap gap-x-4 gap-y-2">
          <a data-soft="" href={again} className="link">
            Get a new link
          </a>
          <a data-soft="" href="/sign-in" className="link">
            Sign in
          </a>
        </p>
      ) : (
        <>
          <input type="hidden" name="token_hash" value={link.token_hash} />
          <input type="hidden" name="type" value={link.type} />
          <input type="hidden" name="next" value={link.next} />
          {askPassword ? <NewPasswordInput error={errors.password} /> : null}
          <SubmitButton pending="One moment">{button}</SubmitButton>
        </>
      )}
    </form>
  )
}
