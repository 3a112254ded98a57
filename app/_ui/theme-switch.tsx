'use client'

import { useOptimistic, useTransition } from 'react'
import { Icon } from './icon.tsx'
import type { Scheme } from './look.ts'
import { toastUnreached } from './toast.tsx'

const CHOICES = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'system', label: 'System' },
] as const

/** Light, dark or the system's. Changes the page at once and keeps the choice through `action` (see look-actions). */
export function ThemeSwitch({ scheme, action }: { scheme: Scheme; action: (data: FormData) => Promise<void> }) {
  const [shown, show] = useOptimistic(scheme)
  const [, start] = useTransition()
  return (
    <form action={action}>
      <fieldset className="segmented flex!" aria-label="Colour scheme">
        {CHOICES.map(({ value, label }) => (
          <button
            key={value}
            type="submit"
            name="scheme"
            value={value}
            aria-pressed={shown === value}
            className="flex min-h-7 flex-1 items-center justify-center gap-1.5 rounded-md px-2 text-sm text-ink-2 hover:text-ink aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink aria-pressed:ring-1 aria-pressed:ring-edge"
            onClick={(event) => {
              event.preventDefault()
              document.documentElement.dataset.scheme = value
              start(async () => {
                show(value)
                const data = new FormData()
                data.set('scheme', value)
                await action(data).catch(toastUnreached)
              })
            }}
          >
            <Icon name={value} />
            {label}
          </button>
        ))}
      </fieldset>
    </form>
  )
}
