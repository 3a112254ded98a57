'use client'

import { useEffect } from 'react'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import { forgetAllLocalDrafts } from '@/lib/test-records/local-drafts.ts'
import { signInAction } from './actions.ts'

/** `leaving`: somebody just signed out here, so what they had typed and not saved leaves this browser with them. */
export function SignInForm({ next, leaving }: { next: string; leaving: boolean }) {
  const [state, send] = useFormAction(signInAction)
  const { values, errors, message } = shownState(state)
  useEffect(() => {
    if (leaving) forgetAllLocalDrafts()
  }, [leaving])
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FormErrorSummary message={message} errors={errors} />
      {state.status === 'refused' && state.code === 'email_not_verified' ? (
        <p className="text-sm">
          <a data-soft="" href="/check-mail" className="link">
            Send the mail again
          </a>
        </p>
      ) : null}
      <input type="hidden" name="next" value={next} />
      <TextInput
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={values.email}
        error={errors.email}
      />
      <TextInput
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        error={errors.password}
      />
      <SubmitButton pending="Signing in">Sign in</SubmitButton>
    </form>
  )
}
