'use client'

import { useEffect } from 'react'
import { useFormAction } from '@/app/_ui/heard.ts'
import { SubmitButton } from '@/app/_ui/submit-button.tsx'
import { TextInput } from '@/app/_ui/text-input.tsx'
import { toast } from '@/app/_ui/toast.tsx'
import { correctRowAction } from './actions.ts'

/** Types one value of a row anew. */
export function CorrectForm({
  importId,
  row,
  field,
  label,
  value,
}: {
  importId: string
  row: number
  field: string
  label: string
  value: string
}) {
  const [state, action] = useFormAction(correctRowAction)
  useEffect(() => {
    if (state.status === 'done' && state.message !== undefined) toast({ message: state.message })
  }, [state])
  const refused = state.status === 'refused' ? state : null
  const id = `correct-${field.replaceAll('.', '-')}`
  return (
    <form action={action} className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="import_id" value={importId} />
      <input type="hidden" name="row" value={row} />
      <input type="hidden" name="field" value={field} />
      <TextInput
        id={id}
        name="text"
        label={label}
        defaultValue={refused?.values.text ?? value}
        error={refused === null ? undefined : (refused.errors.text ?? refused.message)}
        autoComplete="off"
        className="min-w-0 flex-1 basis-48"
      />
      <SubmitButton variant="secondary" pending="Taking">
        Use this value
      </SubmitButton>
    </form>
  )
}
