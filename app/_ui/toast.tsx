'use client'

import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { FormState } from '@/lib/action.ts'
import { Button } from './button.tsx'
import { UNREACHED } from './heard.ts'

export type ToastMessage = {
  message: string
  /** Takes the thing back; the button says "Undo". */
  undo?: () => unknown
}
type Shown = ToastMessage & { id: number }

const EVENT = 'flowtrack:toast'
const STAYS_MS = 8000

/** Says in one sentence what happened, for eight seconds, with a way back if there is one. */
export function toast(message: ToastMessage): void {
  window.dispatchEvent(new CustomEvent<ToastMessage>(EVENT, { detail: message }))
}

/** Says why an action was refused, if it was; for buttons, which have no place of their own for a sentence. */
export function toastRefusal(state: FormState): void {
  if (state.status === 'refused') toast({ message: Object.values(state.errors)[0] ?? state.message })
}

/** For what is set by one press: says that no answer came, and the page stays. */
export function toastUnreached(): void {
  toast({ message: UNREACHED })
}

/** Shows one message when the page it stands on appears; for what happened before a redirect. */
export function FlashToast({ message, undo }: ToastMessage) {
  const done = useRef('')
  useEffect(() => {
    if (done.current === message) return
    done.current = message
    toast(undo === undefined ? { message } : { message, undo })
  }, [message, undo])
  return null
}

/** Where messages appear: once, in the shell. They wait while pointed at or focused. */
export function Toaster() {
  const [shown, setShown] = useState<readonly Shown[]>([])
  const [held, setHeld] = useState(false)
  const next = useRef(1)

  useEffect(() => {
    const add = (event: Event) => {
      if (!(event instanceof CustomEvent)) return
      const detail: ToastMessage = event.detail
      setShown((before) => [...before.slice(-2), { ...detail, id: next.current++ }])
    }
    window.addEventListener(EVENT, add)
    return () => window.removeEventListener(EVENT, add)
  }, [])

  const oldest = shown[0]?.id
  const remove = (id: number) => setShown((before) => before.filter((each) => each.id !== id))
  // The button that was pressed goes, and says no more that it is left.
  const close = (id: number) => {
    remove(id)
    setHeld(false)
  }
  useEffect(() => {
    if (oldest === undefined || held) return
    const timer = setTimeout(() => remove(oldest), STAYS_MS)
    return () => clearTimeout(timer)
  }, [oldest, held])

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only hears that somebody is reading
    <section
      className="toasts"
      aria-label="Messages"
      aria-live="polite"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {shown.map((each) => (
        <div key={each.id} className="toast">
          <span className="min-w-0 flex-1 py-1.5">{each.message}</span>
          {each.undo === undefined ? null : (
            <Button
              variant="quiet"
              onClick={() => {
                close(each.id)
                Promise.resolve(each.undo?.()).catch(toastUnreached)
              }}
            >
              Undo
            </Button>
          )}
          <Button variant="quiet" icon label="Dismiss" onClick={() => close(each.id)}>
            <X aria-hidden="true" />
          </Button>
        </div>
      ))}
    </section>
  )
}
