'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/** One page in the navigation; knows whether the reader is there. On a phone it closes the sheet. */
export function NavLink({
  href,
  section,
  keys,
  className = 'nav-link',
  children,
}: {
  href: string
  /** The page and all pages below it count as here. */
  section: string
  keys?: string
  className?: string
  children: ReactNode
}) {
  const path = usePathname()
  const here = path === section || path.startsWith(`${section}/`)
  return (
    <a
      data-soft=""
      href={href}
      className={className}
      aria-current={here ? 'page' : undefined}
      aria-keyshortcuts={keys}
      onClick={(event) => {
        const sheet = event.currentTarget.closest<HTMLElement>('[popover]')
        if (sheet?.matches(':popover-open')) sheet.hidePopover()
      }}
    >
      {children}
    </a>
  )
}
