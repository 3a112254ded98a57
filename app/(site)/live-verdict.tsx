'use client'

import { type ReactNode, useEffect, useState } from 'react'

/**
 * Judges the form as one types. The rules are fetched with the first key pressed, so nobody who only reads loads them;
 * until then, and without scripts, what the server drew stands here.
 */
export function LiveVerdict({ form, children }: { form: string; children: ReactNode }) {
  const [live, setLive] = useState<ReactNode>(null)
  useEffect(() => {
    const typed = document.getElementById(form)
    if (!(typed instanceof HTMLFormElement)) return
    const judge = async () => {
      const { VerdictLines } = await import('./verdict-lines.tsx')
      const data = new FormData(typed)
      const text = (name: string): string => {
        const value = data.get(name)
        return typeof value === 'string' ? value : ''
      }
      setLive(<VerdictLines readings={{ rv: text('rv'), c1: text('c1'), c2: text('c2'), rules: text('rules') }} />)
    }
    const heard = () => void judge()
    typed.addEventListener('input', heard)
    return () => typed.removeEventListener('input', heard)
  }, [form])
  return live ?? children
}
