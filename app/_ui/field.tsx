import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** What every labelled control takes. `error` is a sentence; `help` stands below the box. */
export type FieldProps = {
  label: ReactNode
  name: string
  /** Unique on the page; `f-<name>` when not given (the error summary links to it). */
  id?: string
  help?: ReactNode
  error?: string | undefined
  required?: boolean | undefined
  /** The word "optional" after the label: mark the fewer of the two kinds. */
  optional?: boolean | undefined
  /** The label is there for readers of the screen only, such as in a table. */
  hideLabel?: boolean | undefined
  className?: string | undefined
}

/** The ids of a control, its help and its error, and the attributes that tie them together. */
export function fieldIds({ name, id, help, error, required }: FieldProps) {
  const own = id ?? `f-${name}`
  const described = clsx(error && `${own}-error`, help !== undefined && help !== null && `${own}-help`)
  return {
    id: own,
    'aria-describedby': described === '' ? undefined : described,
    'aria-invalid': error ? (true as const) : undefined,
    required,
  }
}

/** Splits the field's own props from what belongs on the control. */
export function splitField<P extends FieldProps>(props: P) {
  const { label, name, id, help, error, required, optional, hideLabel, className, ...rest } = props
  const field: FieldProps = { label, name, help, error, required, optional, hideLabel, className }
  if (id !== undefined) field.id = id
  return { field, rest }
}

/** Label above, control, error in its place, help below. The control gets `fieldIds(props)`. */
export function Field({ children, ...props }: FieldProps & { children: ReactNode }) {
  const { id } = fieldIds(props)
  return (
    <div className={clsx('grid gap-1', props.className)}>
      <label htmlFor={id} className={clsx('text-sm font-medium text-ink', props.hideLabel && 'sr-only')}>
        {props.label}
        {props.optional ? <span className="font-normal text-ink-3"> (optional)</span> : null}
      </label>
      {children}
      <FieldNotes {...props} />
    </div>
  )
}

/** Error and help of a control, with the ids that `fieldIds` refers to. */
export function FieldNotes(props: FieldProps) {
  const { id } = fieldIds(props)
  return (
    <>
      {props.error ? (
        <p id={`${id}-error`} className="mark is-fail items-start! text-sm">
          {props.error}
        </p>
      ) : null}
      {props.help !== undefined && props.help !== null ? (
        <p id={`${id}-help`} className="max-w-prose text-sm text-ink-3">
          {props.help}
        </p>
      ) : null}
    </>
  )
}
