'use client'

import { Icon } from './icon.tsx'
import { NavLink } from './nav-link.tsx'
import type { NavItem } from './nav.ts'

/**
 * The pages of the navigation in their groups. A client component on purpose: the server then sends thirteen names
 * instead of thirteen drawn icons, which costs it a fraction.
 */
export function NavLinks({ items }: { items: readonly NavItem[] }) {
  return (
    <>
      <NavGroup items={items.filter((item) => item.group === 'day')} />
      <div className="nav-gap" />
      <NavGroup items={items.filter((item) => item.group === 'rules')} />
      <div className="nav-rest" />
      <NavGroup items={items.filter((item) => item.group === 'house')} />
    </>
  )
}

function NavGroup({ items }: { items: readonly NavItem[] }) {
  return (
    <ul className="contents">
      {items.map((item) => (
        <li key={item.id}>
          <NavLink href={item.href} section={item.id === 'settings' ? '/settings' : item.href} keys={`g ${item.key}`}>
            <Icon name={item.id} />
            <span className="nav-text">{item.label}</span>
          </NavLink>
        </li>
      ))}
    </ul>
  )
}
