'use client'

import { useRouter } from 'next/navigation'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { GoTo } from './go-to.ts'
import { Icon } from './icon.tsx'
import { Kbd } from './kbd.tsx'

const loadPalette = () => import('./command-palette.tsx')
const CommandPalette = lazy(() => loadPalette().then((file) => ({ default: file.CommandPalette })))
const ShortcutHelp = lazy(() => import('./shortcut-help.tsx').then((file) => ({ default: file.ShortcutHelp })))

const SEQUENCE_MS = 1200

/**
 * The search button of the top bar and the keyboard of the whole app: Ctrl-K and `/` search, `g` then a letter goes,
 * `?` helps, `j` and `k` (or arrows on a row) move through a table, `x` ticks a row, and any single key that a button
 * on the page claims with `data-shortcut` presses it. With `keys` off only Ctrl-K works.
 */
export function Commands({
  goTo,
  keys,
  setKeysAction,
}: {
  goTo: readonly GoTo[]
  keys: boolean
  setKeysAction: (data: FormData) => Promise<void>
}) {
  const router = useRouter()
  const [open, setOpen] = useState<'palette' | 'help' | null>(null)
  const since = useRef(-SEQUENCE_MS)

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpen('palette')
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
      if (isBusy(event.target)) return
      if (moveInTable(event, keys)) return event.preventDefault()
      if (!keys) return
      const going = event.timeStamp - since.current < SEQUENCE_MS
      since.current = -SEQUENCE_MS
      const page = going ? goTo.find((each) => each.key === event.key) : undefined
      if (page !== undefined) router.push(page.href)
      else if (event.key === 'g') since.current = event.timeStamp
      else if (event.key === '/') setOpen('palette')
      else if (event.key === '?') setOpen('help')
      else if (!press(event.key)) return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [goTo, keys, router])

  const warm = () => void loadPalette()
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        className="flex min-h-8 min-w-8 items-center gap-2 rounded-md px-2 text-ink-3 hover:text-ink sm:w-80 sm:border sm:border-line sm:bg-surface"
        onClick={() => setOpen('palette')}
        onPointerEnter={warm}
        onFocus={warm}
      >
        <Icon name="search" />
        <span className="flex-1 truncate text-start max-sm:sr-only">Search or go to</span>
        <span aria-hidden="true" className="flex gap-0.5 max-sm:hidden">
          <Kbd>Ctrl</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      <Suspense fallback={null}>
        {open === 'palette' ? <CommandPalette goTo={goTo} onClose={() => setOpen(null)} /> : null}
        {open === 'help' ? (
          <ShortcutHelp goTo={goTo} keys={keys} setKeysAction={setKeysAction} onClose={() => setOpen(null)} />
        ) : null}
      </Suspense>
    </>
  )
}

const TYPES_INTO =
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable], canvas'

/** True while the person types somewhere or something lies above the page. */
function isBusy(target: EventTarget | null): boolean {
  if (target instanceof Element && target.closest(TYPES_INTO) !== null) return true
  return document.querySelector('dialog[open], [popover]:popover-open') !== null
}

function moveInTable(event: KeyboardEvent, keys: boolean): boolean {
  const step = { ArrowDown: 1, ArrowUp: -1, ...(keys ? { j: 1, k: -1 } : {}) }[event.key]
  const here = document.activeElement?.closest('tr')
  if (event.key === 'x' && keys) {
    const box = here?.querySelector<HTMLElement>('.sel-row')
    box?.click()
    return box !== null && box !== undefined
  }
  if (step === undefined) return false
  const links = [...(here?.closest('table') ?? document).querySelectorAll<HTMLElement>('.row-link')]
  const at = links.findIndex((link) => link.closest('tr') === here)
  if (at < 0 && event.key.startsWith('Arrow')) return false
  const to = links[at < 0 ? 0 : at + step]
  to?.focus()
  return to !== undefined
}

function press(key: string): boolean {
  const button = document.querySelector<HTMLElement>(`[data-shortcut="${CSS.escape(key)}"]`)
  button?.click()
  return button !== null
}
