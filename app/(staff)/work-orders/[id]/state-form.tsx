'use client'

import { useState } from 'react'
import { useFormAction } from '@/app/_ui/heard.ts'
import type { Option } from '@/app/_ui/select.tsx'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { setWorkStateAction } from '../actions.ts'

/** The state of a work order; another one is chosen first and then saved, so that arrow keys can look through them. */
export function StateForm({ id, state: now, options }: { id: string; state: string; options: readonly Option[] }) {
  const [state, send] = useFormAction(setWorkStateAction)
  const [chosen, choose] = useState(now)
  return (
    <form action={send}>
      <input type="hidden" name="id" value={id} />
      <div className="flex gap-2">
        <select
          name="state"
          className="control"
          aria-label="State of the work order"
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        {chosen === now ? null : (
          <SubmitButton variant="secondary" pending="Saving">
            Save
          </SubmitButton>
        )}
      </div>
      {state.status === 'refused' ? (
        <p role="alert" className="mt-1 text-sm text-fail">
          {state.message}
        </p>
      ) : null}
    </form>
  )
}
