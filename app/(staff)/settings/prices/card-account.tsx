'use client'

import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { connectAccountAction } from './actions.ts'

/** Sends the company to Stripe, to open or finish its own account. */
export function ConnectForm({ again }: { again: boolean }) {
  const [state, action] = useFormAction(connectAccountAction)
  return (
    <form action={action} className="grid justify-items-start gap-2">
      <SubmitButton variant="secondary" pending="Opening">
        {again ? 'Finish at Stripe' : 'Take cards through Stripe'}
      </SubmitButton>
      {state.status === 'refused' ? (
        <p role="alert" className="text-sm text-fail">
          {state.message}
        </p>
      ) : null}
    </form>
  )
}
