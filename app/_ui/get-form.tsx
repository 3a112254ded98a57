'use client'

import { useRouter } from 'next/navigation'
import { type ComponentProps, useTransition } from 'react'

/**
 * A form that only asks: what is typed goes into the URL, empty boxes do not. Without JavaScript the browser does the
 * same by itself.
 */
export function GetForm({
  action,
  children,
  ...rest
}: Omit<ComponentProps<'form'>, 'action' | 'method'> & { action: string }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  return (
    <form
      {...rest}
      action={action}
      method="get"
      aria-busy={pending || undefined}
      onSubmit={(event) => {
        event.preventDefault()
        const query = new URLSearchParams()
        for (const [name, value] of new FormData(event.currentTarget)) {
          if (typeof value === 'string' && value.trim() !== '') query.append(name, value.trim())
        }
        event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
        const text = query.toString()
        start(() => router.push(text === '' ? action : `${action}?${text}`))
      }}
    >
      {children}
    </form>
  )
}
