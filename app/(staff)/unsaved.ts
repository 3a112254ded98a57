import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
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

/** For the form that sends a draft as it is stored: stops it while the draft holds changes, and what to say then. */
export function useUnsavedGuard(): { sentence: string | null; onSubmit: (event: FormEvent) => void } {
  const [sentence, say] = useState<string | null>(null)
  return {
    sentence,
    onSubmit: (event) => {
      const changed = [...stored].some(([form, held]) => written(form) !== held)
      say(changed ? 'Save the draft first: what you changed is not in it yet.' : null)
      if (changed) event.preventDefault()
    },
  }
}

const written = (form: HTMLFormElement): string => JSON.stringify([...new FormData(form)])
