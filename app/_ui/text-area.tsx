import type { ComponentProps } from 'react'
import { Field, fieldIds, type FieldProps, splitField } from './field.tsx'

/** Several lines of text; grows with what is typed. */
export function TextArea(props: FieldProps & Omit<ComponentProps<'textarea'>, keyof FieldProps>) {
  const { field, rest } = splitField(props)
  return (
    <Field {...field}>
      <textarea name={field.name} className="control" {...fieldIds(field)} {...rest} />
    </Field>
  )
}
