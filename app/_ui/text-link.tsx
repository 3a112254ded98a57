import type { ReactNode } from 'react'

/** A link in running text or in a list of facts; numbers that can be opened are links too. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a data-soft="" href={href} className="link">
      {children}
    </a>
  )
}
