'use client'

import { useState } from 'react'
import { Icon } from './icon.tsx'
import { setSchemeAction } from './look-actions.ts'
import type { ShellProps } from './shell.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

/** Who is signed in, their colour scheme, and the way out; drawn when one comes to it, for it stands on every page. */
export function PersonMenu({ person, look, signOut }: Pick<ShellProps, 'person' | 'look' | 'signOut'>) {
  const [drawn, setDrawn] = useState(false)
  const draw = () => setDrawn(true)
  const initials = person.name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase()
  return (
    <>
      <button
        type="button"
        className="btn btn-quiet btn-icon rounded-full!"
        popoverTarget="person"
        aria-haspopup="dialog"
        aria-label={`${person.name}: profile, colour scheme, sign out`}
        onPointerEnter={draw}
        onFocus={draw}
      >
        <span data-initials={initials} className="initials" />
      </button>
      <dialog id="person" popover="auto" aria-label="You" className="pop pop-end w-64" onBeforeToggle={draw}>
        {drawn ? (
          <>
            <div className="px-2 py-1.5">
              <div className="truncate font-medium">{person.name}</div>
              <div className="truncate text-sm text-ink-3">{person.email}</div>
              <div className="text-sm text-ink-3">{person.role}</div>
            </div>
            <div className="menu-rule" />
            <a data-soft="" href="/settings/profile" className="menu-item">
              <Icon name="profile" />
              Profile
            </a>
            <div className="px-2 py-1.5">
              <ThemeSwitch scheme={look.scheme} action={setSchemeAction} />
            </div>
            <div className="menu-rule" />
            <form action={signOut}>
              <button type="submit" className="menu-item">
                <Icon name="sign-out" />
                Sign out
              </button>
            </form>
          </>
        ) : (
          <noscript>
            <a href="/settings/profile">Profile and signing out</a>
          </noscript>
        )}
      </dialog>
    </>
  )
}
