import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonLook = {
  variant?: ButtonVariant
  /** `field` is 48 px whatever surrounds it; otherwise the size follows the nearest data-density. */
  size?: 'office' | 'field'
  /** Square, for an icon alone: give `label`. */
  icon?: boolean
  /** What it does, when its content is only an icon. */
  label?: string
  /** A single key that presses it from anywhere on the page, such as `c` for create. */
  shortcut?: string
}

export function buttonClass({ variant = 'secondary', icon }: ButtonLook, className?: string): string {
  return clsx('btn', `btn-${variant}`, icon && 'btn-icon', className)
}

function common({ size, label, shortcut, icon }: ButtonLook) {
  return {
    'data-density': size === 'field' ? 'field' : undefined,
    'data-shortcut': shortcut,
    'aria-keyshortcuts': shortcut,
    'aria-label': label,
    title: icon ? label : undefined,
  }
}

/** A plain button; `type` is `button` unless said otherwise. For one that sends a form see SubmitButton. */
export function Button({
  variant,
  size,
  icon,
  label,
  shortcut,
  className,
  ...rest
}: ButtonLook & Omit<ComponentProps<'button'>, 'size'>) {
  const look = { variant, size, icon, label, shortcut }
  return <button type="button" {...common(look)} className={buttonClass(look, className)} {...rest} />
}

/** A link that looks like a button: for going somewhere. */
export function LinkButton({
  variant,
  size,
  icon,
  label,
  shortcut,
  className,
  href,
  children,
  external,
  download,
}: ButtonLook & {
  href: string
  children: ReactNode
  className?: string
  /** A plain anchor: files, PDFs, other sites. */
  external?: boolean
  download?: boolean | string
}) {
  const look = { variant, size, icon, label, shortcut }
  const classes = buttonClass(look, className)
  if (external === true || download !== undefined) {
    return (
      <a href={href} download={download} {...common(look)} className={classes}>
        {children}
      </a>
    )
  }
  return (
    <a href={href} data-soft="" {...common(look)} className={classes}>
      {children}
    </a>
  )
}
