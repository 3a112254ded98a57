'use client'

import { UNREACHED, useHeardAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { formatCents } from '@/lib/money.ts'
import { payByCardAction } from './actions.ts'

/** One button: to the page where a card is taken. */
export function PayForm({ token, cents }: { token: string; cents: number }) {
  const [state, action] = useHeardAction(payByCardAction, { message: '' }, () => ({ message: UNREACHED }))
  return (
    <form action={action} className="grid justify-items-start gap-2">
      <input type="hidden" name="token" value={token} />
      <SubmitButton variant="primary" size="field" pending="Opening">
        Pay {formatCents(cents)} by card
      </SubmitButton>
      {state.message === '' ? null : (
        <p role="alert" className="text-fail">
          {state.message}
        </p>
      )}
    </form>
  )
}
