'use client'

import { usePathname } from 'next/navigation'

const PLACES = [
  { href: '/portal', label: 'Overview' },
  { href: '/portal/assemblies', label: 'Assemblies' },
  { href: '/portal/sites', label: 'Sites' },
  { href: '/portal/visits', label: 'Visits' },
  { href: '/portal/quotes', label: 'Quotes' },
  { href: '/portal/invoices', label: 'Invoices' },
  { href: '/portal/details', label: 'Your details' },
] as const

/** Where one can go; the line under the place one is at. */
export function PortalNav() {
  const path = usePathname()
  return (
    <nav aria-label="Portal" className="-mx-4 w-[calc(100%+2rem)] overflow-x-auto px-4">
      <ul className="flex gap-1">
        {PLACES.map(({ href, label }) => {
          const here = href === '/portal' ? path === href : path.startsWith(href)
          return (
            <li key={href}>
              <a
                data-soft=""
                href={href}
                aria-current={here ? 'page' : undefined}
                className={`inline-flex min-h-11 items-center border-b-2 px-2 whitespace-nowrap ${here ? 'border-current font-semibold text-link' : 'border-transparent text-ink-2 hover:text-ink'}`}
              >
                {label}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
