'use client'

/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the combobox pattern: datalist and select cannot show a second line */

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { GoTo } from './go-to.ts'
import { optionKey } from './option-list.ts'
import { type PaletteGroup, usePaletteAnswers } from './palette-answers.ts'

/** Finds anything and goes there. Loaded when it first opens; answers come from `/api/palette?q=`. */
export function CommandPalette({ goTo, onClose }: { goTo: readonly GoTo[]; onClose: () => void }) {
  const router = useRouter()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const { groups: found, asking, failed } = usePaletteAnswers(query)

  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal()
  }, [])

  const groups = [...found, pages(goTo, query)].filter((group) => group.items.length > 0)
  const items = groups.flatMap((group) => group.items)
  const current = Math.min(at, items.length - 1)

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [current])

  function go(href: string | undefined) {
    if (href === undefined) return
    dialog.current?.close()
    router.push(href)
  }

  function onKeyDown(event: KeyboardEvent) {
    const to = optionKey(event, current, items.length)
    if (to !== null) setAt(to)
    else if (event.key === 'Enter') {
      event.preventDefault()
      const href = items[current]?.href
      if ((event.metaKey || event.ctrlKey) && href !== undefined) window.open(href, '_blank', 'noopener')
      else go(href)
    }
  }

  const words = asking
    ? 'Looking'
    : items.length === 0
      ? `Nothing found for "${query}".`
      : `${items.length} result${items.length === 1 ? '' : 's'}`
  let index = -1
  return (
    <dialog ref={dialog} className="palette" aria-label="Search and go to" closedby="any" onClose={onClose}>
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search aria-hidden="true" className="size-4 flex-none text-ink-3" />
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
          autoFocus
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
          aria-label="Search"
          placeholder="A serial, a customer, a street, a page"
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          className="h-12 w-full min-w-0 bg-transparent text-lg outline-none placeholder:text-ink-3"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="btn btn-quiet only-phone" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label="Results"
        className="min-h-0 flex-1 overflow-y-auto p-1.5"
        tabIndex={-1}
      >
        {groups.map((group) => (
          <div key={group.label} role="group" aria-label={group.label}>
            <div className="menu-head" aria-hidden="true">
              {group.label}
            </div>
            {group.items.map((item) => {
              index += 1
              const own = index
              return (
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are heard by the box above
                <div
                  key={`${item.href} ${item.title}`}
                  id={`${id}-${own}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={own === current}
                  className="option"
                  onPointerMove={() => setAt(own)}
                  onClick={() => go(item.href)}
                >
                  <span className="min-w-0 flex-1 truncate">{item.title}</span>
                  {item.detail === undefined ? null : (
                    <span className="max-w-[50%] truncate text-sm text-ink-3">{item.detail}</span>
                  )}
                </div>
              )
            })}
          </div>
        ))}
        {items.length === 0 && !asking ? <p className="px-3 py-6 text-center text-ink-2">{words}</p> : null}
      </div>
      <p aria-live="polite" className={failed ? 'border-t border-line px-3 py-2 text-sm text-ink-2' : 'sr-only'}>
        {failed ? 'The search did not answer. Pages can still be reached from here.' : words}
      </p>
    </dialog>
  )
}

function pages(goTo: readonly GoTo[], query: string): PaletteGroup {
  const wanted = query.trim().toLowerCase()
  return {
    label: 'Go to',
    items: goTo
      .filter((page) => page.label.toLowerCase().includes(wanted))
      .map((page) => ({
        title: page.label,
        href: page.href,
        detail: page.key === undefined ? undefined : `g ${page.key}`,
      })),
  }
}
