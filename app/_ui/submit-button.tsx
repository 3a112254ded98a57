'use client'

import type { ComponentProps } from 'react'
import { useFormStatus } from 'react-dom'
import { Button, type ButtonLook } from './button.tsx'

/**
 * Sends the form it stands in. While the form is on its way the button keeps its width, shows a spinner, says
 * `pending` and takes no second press. Several in one form: give each a `name` and `value`, or a `formAction`.
 */
export function SubmitButton({
  children,
  pending: pendingWords,
  ...rest
}: ButtonLook & Omit<ComponentProps<'button'>, 'size' | 'type'> & { pending?: string }) {
  const { pending, data } = useFormStatus()
  const mine = pending && (rest.name === undefined || data?.get(rest.name) === rest.value)
  return (
    <Button
      variant="primary"
      {...rest}
      type="submit"
      aria-disabled={pending || undefined}
      data-pending={mine || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault()
        else rest.onClick?.(event)
      }}
    >
      {mine ? <span className="spinner" aria-hidden="true" /> : null}
      {mine ? (pendingWords ?? children) : children}
    </Button>
  )
}
