'use client'

import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { RadioGroup } from '@/app/_ui/radio-group.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import type { ClockStop } from '@/lib/billing/clock-stops.ts'
import { SavedMark } from '../saved-mark.tsx'
import {
  cancelAction,
  manageAction,
  moveClockAction,
  resumeAction,
  runNightAction,
  stepSandboxAction,
  subscribeAction,
} from './actions.ts'

type Choice = { value: string; label: string; help?: string }

export function SubscribeForm({ plans }: { plans: readonly Choice[] }) {
  const [state, send] = useFormAction(subscribeAction)
  const { values, errors, message } = shownState(state)
  return (
    <form action={send} className="grid gap-4">
      <FormErrorSummary message={message} errors={errors} />
      <RadioGroup
        label="Plan"
        name="interval"
        options={plans}
        defaultValue={values.interval ?? plans[0]?.value}
        error={errors.interval}
        required
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pending="One moment">Subscribe</SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}

export function ManageForm() {
  const [state, send] = useFormAction(manageAction)
  return (
    <form action={send} className="grid gap-2">
      <FormErrorSummary message={shownState(state).message} />
      <div>
        <SubmitButton variant="secondary" pending="One moment">
          Card and invoices
        </SubmitButton>
      </div>
    </form>
  )
}

/** Cancels for the end of what is paid, or takes that back. */
export function EndForm({ ending }: { ending: boolean }) {
  const [state, send] = useFormAction(ending ? resumeAction : cancelAction)
  return (
    <form action={send} className="grid gap-2">
      <FormErrorSummary message={shownState(state).message} />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant={ending ? 'primary' : 'secondary'} pending="One moment">
          {ending ? 'Resume the subscription' : 'Cancel at the end of the period'}
        </SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}

/** The sandbox's buttons: what a card, a bank or time would do. */
export function SandboxForm({ late }: { late: boolean }) {
  const [state, send] = useFormAction(stepSandboxAction)
  return (
    <form action={send} className="grid gap-2">
      <FormErrorSummary message={shownState(state).message} />
      <div className="flex flex-wrap items-center gap-2">
        <SubmitButton variant="secondary" name="step" value={late ? 'pay' : 'fail'} pending="One moment">
          {late ? 'Let the payment go through' : 'Fail a payment'}
        </SubmitButton>
        <SubmitButton variant="secondary" name="step" value="end period" pending="One moment">
          End the period
        </SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}

/** The demo's clock: only forward, to whatever comes next. */
export function ClockForm({ stops }: { stops: readonly ClockStop[] }) {
  const [state, send] = useFormAction(moveClockAction)
  return (
    <form action={send} className="grid gap-2">
      <FormErrorSummary message={shownState(state).message} />
      <div className="flex flex-wrap items-center gap-2">
        {stops.map(({ label, to }) => (
          <SubmitButton key={label} variant="secondary" name="to" value={to} pending="One moment">
            {label}
          </SubmitButton>
        ))}
        <SavedMark state={state} />
      </div>
    </form>
  )
}

/** What happens each night at 4 o'clock, now. */
export function NightForm() {
  const [state, send] = useFormAction(runNightAction)
  return (
    <form action={send} className="grid gap-2">
      <FormErrorSummary message={shownState(state).message} />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton variant="secondary" pending="Running">
          Run the nightly job now
        </SubmitButton>
        <SavedMark state={state} />
      </div>
    </form>
  )
}
