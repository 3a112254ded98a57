import type { ComponentProps, ReactNode } from 'react'
import { Field, fieldIds, type FieldProps, splitField } from './field.tsx'

type Native = Omit<ComponentProps<'input'>, keyof FieldProps | 'prefix'>

/** One line of text, labelled. `unit` stands inside the box at its end, `lead` (an icon) at its start. */
export function TextInput({ unit, lead, ...props }: FieldProps & Native & { unit?: string; lead?: ReactNode }) {
  const { field, rest } = splitField(props)
  const input = <input type="text" name={field.name} className="control" {...fieldIds(field)} {...rest} />
  return (
    <Field {...field}>
      {unit === undefined && lead === undefined ? (
        input
      ) : (
        <span className="control-box">
          {lead === undefined ? null : <span className="control-affix">{lead}</span>}
          {input}
          {unit === undefined ? null : <span className="control-affix">{unit}</span>}
        </span>
      )}
    </Field>
  )
}

/** A day, with the browser's own calendar. Values are 'YYYY-MM-DD'. */
export function DateInput(props: FieldProps & Native) {
  const { field, rest } = splitField(props)
  return (
    <Field {...field}>
      <input type="date" name={field.name} className="control" {...fieldIds(field)} {...rest} />
    </Field>
  )
}
