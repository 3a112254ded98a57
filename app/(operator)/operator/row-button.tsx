'use client'

import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { shownState } from '@/lib/accounts/shown-state.ts'
import type { FormState } from '@/lib/action.ts'

type Action = (previous: FormState, form: FormData) => Promise<FormState>

/** One thing to do with a row; what stands against it is said below. */
export function RowButton({
  action,
  fields,
  label,
  about,
}: {
  action: Action
  fields: Readonly<Record<string, string>>
  label: string
  /** With what, for a reader: "Lift Suncoast". */
  about: string
}) {
  const [state, send] = useFormAction(action)
  const { message } = shownState(state)
  return (
    <form action={send} className="grid justify-items-end gap-1">
      {Object.entries(fields).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <SubmitButton variant="secondary" pending="One moment">
        {label}
        <span className="sr-only">{about}</span>
      </SubmitButton>
      <output className="max-w-64 text-sm text-ink-2">
        {message ?? (state.status === 'done' ? state.message : null)}
      </output>
    </form>
  )
}
