'use client'

import { useEffect, useRef } from 'react'
import { FormErrorSummary } from '@/app/_ui/form-error-summary.tsx'
import { useFormAction } from '@/app/_ui/heard.ts'
import { type Option, Select } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { DateInput, TextInput } from '@/app/_ui/text-input.tsx'
import { toast } from '@/app/_ui/toast.tsx'
import { NOTHING_SENT } from '@/lib/accounts/shown-state.ts'
import type { FormState } from '@/lib/action.ts'
import { moveVisitAction, scheduleVisitAction } from './actions.ts'

export type VisitPlace = { day: string; time: string; profile_id: string; minutes: string }

/**
 * When and by whom. With `version` it moves a visit, otherwise it gives `workOrder` one; the id is made by whoever shows the
 * form, so that sending it twice gives one. What was typed stays when somebody else was first.
 */
export function VisitForm({
  id,
  version,
  workOrder,
  place,
  people,
  reason = '',
  onDone,
}: {
  id: string
  version?: number
  workOrder?: string
  place: VisitPlace
  people: readonly Option[]
  reason?: string
  onDone?: (state: FormState & { status: 'done' }) => void
}) {
  const [state, action] = useFormAction(version === undefined ? scheduleVisitAction : moveVisitAction)
  const told = useRef<FormState>(NOTHING_SENT)
  useEffect(() => {
    if (state.status !== 'done' || told.current === state) return
    told.current = state
    if (onDone === undefined) toast({ message: state.message ?? '' })
    else onDone(state)
  }, [state, onDone])
  const refused = state.status === 'refused'
  const values: Record<string, string> = refused ? state.values : { ...place, reason }
  const errors = refused ? state.errors : {}
  const box = (name: string) => ({ name, defaultValue: values[name], error: errors[name] })
  return (
    <form action={action} className="grid max-w-form gap-4">
      {refused ? <FormErrorSummary message={state.message} errors={errors} /> : null}
      <input type="hidden" name="id" value={id} />
      {version === undefined ? null : <input type="hidden" name="version" value={version} />}
      {workOrder === undefined ? null : <input type="hidden" name="work_order_id" value={workOrder} />}
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <DateInput {...box('day')} label="Day" required />
        <TextInput {...box('time')} label="Time" type="time" required />
        <TextInput {...box('minutes')} label="Takes" unit="minutes" inputMode="numeric" />
      </div>
      <Select {...box('profile_id')} label="Who goes" optional options={people} placeholder="Nobody yet" />
      {version === undefined ? (
        <TextInput {...box('note')} label="Note" optional maxLength={2000} autoComplete="off" />
      ) : null}
      <TextInput
        {...box('reason')}
        label="Reason"
        optional
        maxLength={500}
        autoComplete="off"
        help="Needed where a licence, gauge or scope speaks against it; it is kept with the visit."
      />
      <div>
        <SubmitButton pending="Saving">{version === undefined ? 'Plan the visit' : 'Move the visit'}</SubmitButton>
      </div>
    </form>
  )
}
