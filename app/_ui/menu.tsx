'use client'

import { clsx } from 'clsx'
import { type ComponentProps, type KeyboardEvent, type ReactNode, useId, useState } from 'react'

/**
 * A button that opens a short list of things to do. Arrow keys, Home, End and first letters move; Escape and a click
 * elsewhere close. `trigger` is what the button shows; give `label` when that is only an icon.
 */
export function Menu({
  trigger,
  label,
  className = 'btn btn-quiet btn-icon',
  align = 'start',
  children,
}: {
  trigger: ReactNode
  label?: string
  className?: string
  align?: 'start' | 'end'
  children: ReactNode
}) {
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className={className}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
      >
        {trigger}
      </button>
      <div
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        className={clsx('pop', align === 'end' && 'pop-end')}
        onToggle={(event) => {
          const now = event.newState === 'open'
          setOpen(now)
          if (now) itemsOf(event.currentTarget)[0]?.focus()
        }}
        onKeyDown={move}
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('[role=menuitem]') !== null) {
            event.currentTarget.hidePopover()
          }
        }}
      >
        {children}
      </div>
    </>
  )
}

const itemsOf = (menu: Element) => [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]:not([aria-disabled=true])')]

function move(event: KeyboardEvent<HTMLElement>) {
  const items = itemsOf(event.currentTarget)
  const at = items.findIndex((item) => item === document.activeElement)
  const to =
    event.key === 'ArrowDown'
      ? (at + 1) % items.length
      : event.key === 'ArrowUp'
        ? (at - 1 + items.length) % items.length
        : event.key === 'Home'
          ? 0
          : event.key === 'End'
            ? items.length - 1
            : event.key.length === 1 && event.key !== ' ' && !event.metaKey && !event.ctrlKey
              ? letter(items, at, event.key)
              : -1
  if (event.key === 'Tab') event.currentTarget.hidePopover()
  if (to < 0) return
  event.preventDefault()
  event.stopPropagation()
  items[to]?.focus()
}

function letter(items: readonly HTMLElement[], at: number, key: string): number {
  const starts = (item: HTMLElement | undefined) =>
    item?.textContent?.trim().toLowerCase().startsWith(key.toLowerCase())
  for (let step = 1; step <= items.length; step++) {
    const index = (at + step) % items.length
    if (starts(items[index])) return index
  }
  return -1
}

/** Something to do: with `href` it goes somewhere, otherwise it is a button (inside a form: `type="submit"`). */
export function MenuItem({
  href,
  danger,
  icon,
  children,
  external,
  ...rest
}: { href?: string; danger?: boolean; icon?: ReactNode; external?: boolean } & ComponentProps<'button'>) {
  const className = clsx('menu-item', danger && 'menu-item-danger')
  if (href !== undefined) {
    return external ? (
      <a role="menuitem" tabIndex={-1} href={href} className={className}>
        {icon}
        {children}
      </a>
    ) : (
      <a data-soft="" role="menuitem" tabIndex={-1} href={href} className={className}>
        {icon}
        {children}
      </a>
    )
  }
  return (
    <button type="button" role="menuitem" tabIndex={-1} className={className} {...rest}>
      {icon}
      {children}
    </button>
  )
}

/** A line between groups of things to do. */
export function MenuRule() {
  return <hr className="menu-rule" />
}
