'use client'

import { useActionState } from 'react'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { type Option, Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { DateInput, TextInput } from '@/app/_ui/text-input.tsx'
import { planVisitAction } from '../actions.ts'

const IDLE = { status: 'idle' } as const

/** Plans a visit of a work order; the id is made by the page, so that sending it twice gives one. */
export function VisitForm({
  id,
  workOrder,
  minutes,
  people,
}: {
  id: string
  workOrder: string
  minutes: number | null
  people: readonly Option[]
}) {
  const [state, action] = useActionState(planVisitAction, IDLE)
  const values = state.status === 'refused' ? state.values : {}
  const errors = state.status === 'refused' ? state.errors : {}
  const box = (name: string) => ({ name, defaultValue: values[name], error: errors[name] })
  return (
    <form action={action} className="grid max-w-form gap-4">
      {state.status === 'refused' ? <FormErrorSummary message={state.message} errors={errors} /> : null}
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="work_order_id" value={workOrder} />
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <DateInput {...box('day')} label="Day" required />
        <TextInput {...box('time')} label="Time" type="time" required />
        <TextInput
          {...box('minutes')}
          label="Takes"
          unit="minutes"
          inputMode="numeric"
          defaultValue={values.minutes ?? String(minutes ?? 30)}
        />
      </div>
      <Select {...box('profile_id')} label="Who goes" optional options={people} placeholder="Nobody yet" />
      <TextInput {...box('note')} label="Note" optional maxLength={2000} autoComplete="off" />
      <div>
        <SubmitButton pending="Planning">Plan the visit</SubmitButton>
      </div>
    </form>
  )
}
