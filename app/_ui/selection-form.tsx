'use client'

import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from './button.tsx'

const rowsOf = (form: HTMLFormElement) => [...form.querySelectorAll<HTMLInputElement>('.sel-row')]

/**
 * A form around a table whose rows can be ticked. `bar` holds the SubmitButtons (each with its `formAction`); it is
 * there while something is ticked. Shift-click ticks a range. Enter in a box goes to the bar, Escape clears.
 */
export function SelectionForm({
  action,
  bar,
  noun = 'row',
  children,
}: {
  action?: (data: FormData) => void | Promise<void>
  bar: ReactNode
  /** "device" gives "3 devices selected". */
  noun?: string
  children: ReactNode
}) {
  const form = useRef<HTMLFormElement>(null)
  const last = useRef<HTMLInputElement>(null)
  const [count, setCount] = useState(0)

  function recount() {
    if (form.current === null) return
    const rows = rowsOf(form.current)
    const ticked = rows.filter((row) => row.checked).length
    const all = form.current.querySelector<HTMLInputElement>('[data-select-all]')
    if (all !== null) {
      all.checked = ticked > 0 && ticked === rows.length
      all.indeterminate = ticked > 0 && ticked < rows.length
    }
    setCount(ticked)
  }

  // Other rows may have come.
  useEffect(recount)

  function onClick(event: React.MouseEvent) {
    const box = event.target
    if (!(box instanceof HTMLInputElement) || form.current === null) return
    const rows = rowsOf(form.current)
    if (box.dataset.selectAll !== undefined) {
      for (const row of rows) row.checked = box.checked
    } else if (box.classList.contains('sel-row')) {
      const from = last.current === null ? -1 : rows.indexOf(last.current)
      const to = rows.indexOf(box)
      if (event.shiftKey && from >= 0) {
        for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) row.checked = box.checked
      }
      last.current = box
    }
    recount()
  }

  function onKeyDown(event: React.KeyboardEvent) {
    const box = event.target
    // Escape in what a button of the bar opened closes that alone.
    if (event.key === 'Escape' && count > 0 && box instanceof Element && box.closest('[popover]') === null) clear()
    if (event.key !== 'Enter' || !(box instanceof HTMLInputElement) || box.type !== 'checkbox') return
    // The browser would send the form with its first button; this goes to the buttons and leaves the choice.
    event.preventDefault()
    form.current?.querySelector<HTMLElement>('.sel-bar button')?.focus()
  }

  function clear() {
    if (form.current === null) return
    // The bar goes; a focus inside it would be lost.
    const back = last.current ?? form.current.querySelector<HTMLElement>('[data-select-all]')
    if (document.activeElement?.closest('.sel-bar')) back?.focus()
    for (const row of rowsOf(form.current)) row.checked = false
    recount()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- hears the boxes inside
    <form
      ref={form}
      action={action}
      className="sel-form"
      onClick={onClick}
      onReset={() => setTimeout(recount)}
      onKeyDown={onKeyDown}
    >
      {children}
      <fieldset className="sel-bar" aria-label="What to do with the selection">
        <span aria-live="polite" className="me-2 font-medium tabular-nums">
          {count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'} selected`}
        </span>
        {count === 0 ? null : (
          <>
            {bar}
            <Button variant="quiet" icon label="Clear the selection" onClick={clear}>
              <X aria-hidden="true" />
            </Button>
          </>
        )}
      </fieldset>
    </form>
  )
}
