import type { ComponentProps } from 'react'
import { Field, fieldIds, type FieldProps, splitField } from './field.tsx'

export type Option = { value: string; label: string; disabled?: boolean }
export type OptionGroup = { label: string; options: readonly Option[] }

/** The browser's own select. `placeholder` adds an empty first choice. Drawn anew when a form comes back with another choice. */
export function Select({
  options,
  placeholder,
  ...props
}: FieldProps &
  Omit<ComponentProps<'select'>, keyof FieldProps> & {
    options: readonly (Option | OptionGroup)[]
    placeholder?: string
  }) {
  const { field, rest } = splitField(props)
  return (
    <Field {...field}>
      <select
        key={rest.defaultValue === undefined ? undefined : String(rest.defaultValue)}
        name={field.name}
        className="control"
        {...fieldIds(field)}
        {...rest}
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((entry) =>
          'options' in entry ? (
            <optgroup key={entry.label} label={entry.label}>
              {entry.options.map(choice)}
            </optgroup>
          ) : (
            choice(entry)
          ),
        )}
      </select>
    </Field>
  )
}

function choice({ value, label, disabled }: Option) {
  return (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  )
}
