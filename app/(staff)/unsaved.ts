import { type RefObject, useEffect, useRef } from 'react'
import type { FormState } from '@/lib/action.ts'

/** Drafts on this page, each with what it held when it was last stored. */
const stored = new Map<HTMLFormElement, string>()

/** Keeps what a draft's form holds as it is stored, for the form beside it that sends the draft. */
export function useStoredDraft(state: FormState): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (form.current !== null && state.status !== 'refused') stored.set(form.current, written(form.current))
  }, [state])
  useEffect(() => {
    const own = form.current
    return () => {
      if (own !== null) stored.delete(own)
    }
  }, [])
  return form
}

/** What to say instead of sending while a draft on this page holds changes; null when it is as it is stored. */
export function unsavedSentence(): string | null {
  const changed = [...stored].some(([form, held]) => written(form) !== held)
  return changed ? 'Save the draft first: what you changed is not in it yet.' : null
}

const written = (form: HTMLFormElement): string => JSON.stringify([...new FormData(form)])
