'use client'

import { useActionState } from 'react'
import type { Option } from '@/app/_ui/select.tsx'
import type { FormState } from '@/lib/action.ts'

const IDLE = { status: 'idle' } as const

/** A state that is set by choosing another one. */
export function StateForm({
  id,
  state: now,
  label,
  options,
  action,
}: {
  id: string
  state: string
  label: string
  options: readonly Option[]
  action: (previous: FormState, data: FormData) => Promise<FormState>
}) {
  const [state, send, pending] = useActionState(action, IDLE)
  return (
    <form action={send}>
      <input type="hidden" name="id" value={id} />
      <select
        name="state"
        className="control"
        aria-label={label}
        key={now}
        defaultValue={now}
        disabled={pending}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {state.status === 'refused' ? (
        <p role="alert" className="mt-1 text-sm text-fail">
          {state.message}
        </p>
      ) : null}
    </form>
  )
}
