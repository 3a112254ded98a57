'use client'

import { useEffect, useRef, useState } from 'react'
import { Mark } from '@/app/_ui/badge.tsx'
import type { FormState } from '@/lib/action.ts'

/** Says beside the button that the form was saved, and what that means, until something in the form is changed again. */
export function SavedMark({ state }: { state: FormState }) {
  const mark = useRef<HTMLOutputElement>(null)
  const [overtaken, overtake] = useState<FormState>()
  useEffect(() => {
    const form = mark.current?.closest('form')
    const change = () => overtake(state)
    form?.addEventListener('input', change)
    return () => form?.removeEventListener('input', change)
  }, [state])
  return (
    <output ref={mark}>
      {state.status === 'done' && overtaken !== state ? <Mark tone="pass">{state.message ?? 'Saved.'}</Mark> : null}
    </output>
  )
}
