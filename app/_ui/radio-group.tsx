import { clsx } from 'clsx'
import type { ChangeEventHandler, ReactNode } from 'react'
import { FieldNotes, fieldIds, type FieldProps } from './field.tsx'

export type Choice = { value: string; label: ReactNode; help?: ReactNode; disabled?: boolean }
type GroupProps = FieldProps & {
  options: readonly Choice[]
  defaultValue?: string | undefined
  /** With `onChange`: controlled. */
  value?: string | undefined
  onChange?: ChangeEventHandler<HTMLInputElement>
}

function Group({ inner, children, ...field }: FieldProps & { inner?: string; children: ReactNode }) {
  const { id, 'aria-describedby': described } = fieldIds(field)
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={described}
      className={clsx('grid min-w-0 gap-1', field.className)}
    >
      <legend className={clsx('mb-1 text-sm font-medium', field.hideLabel && 'sr-only')}>
        {field.label}
        {field.optional ? <span className="font-normal text-ink-3"> (optional)</span> : null}
      </legend>
      <div className={inner}>{children}</div>
      <FieldNotes {...field} />
    </fieldset>
  )
}

function radio(props: GroupProps, { value, disabled }: Choice, className: string) {
  const checked =
    props.value === undefined
      ? { defaultChecked: props.defaultValue === value }
      : { checked: props.value === value, onChange: props.onChange ?? (() => {}) }
  return (
    <input
      type="radio"
      name={props.name}
      value={value}
      disabled={disabled}
      required={props.required}
      className={className}
      onChange={props.onChange}
      {...checked}
    />
  )
}

/** A few choices under each other, each with its own line of help if it needs one. */
export function RadioGroup(props: GroupProps) {
  return (
    <Group {...pick(props)} inner="grid gap-1">
      {props.options.map((option) => (
        <label
          key={option.value}
          className="flex min-h-[max(1.5rem,calc(var(--control)-0.5rem))] items-start gap-2 py-1"
        >
          {radio(props, option, 'tick mt-0.5')}
          <span>
            {option.label}
            {option.help === undefined ? null : <span className="block text-sm text-ink-3">{option.help}</span>}
          </span>
        </label>
      ))}
    </Group>
  )
}

/** Two to four short choices side by side, one of them on: tight or leaked, light or dark. */
export function Segmented(props: GroupProps) {
  return (
    <Group {...pick(props)} inner="flex">
      <span className="segmented">
        {props.options.map((option) => (
          <label key={option.value}>
            {radio(props, option, '')}
            {option.label}
          </label>
        ))}
      </span>
    </Group>
  )
}

function pick({ options: _o, defaultValue: _d, value: _v, onChange: _c, ...field }: GroupProps): FieldProps {
  return field
}
