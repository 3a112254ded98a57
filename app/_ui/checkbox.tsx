import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { FieldNotes, fieldIds, type FieldProps, splitField } from './field.tsx'

/** One yes or no, its label to the right and part of the target. */
export function Checkbox(props: FieldProps & Omit<ComponentProps<'input'>, keyof FieldProps | 'type'>) {
  const { field, rest } = splitField(props)
  return (
    <div className={clsx('grid gap-1', field.className)}>
      <label className="flex min-h-[max(1.5rem,calc(var(--control)-0.5rem))] items-center gap-2">
        <input type="checkbox" name={field.name} className="tick" {...fieldIds(field)} {...rest} />
        <span className={field.hideLabel ? 'sr-only' : undefined}>{field.label}</span>
      </label>
      <FieldNotes {...field} />
    </div>
  )
}
