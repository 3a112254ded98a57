'use client'

import { useOptimistic, useTransition } from 'react'
import { DialogBody } from './dialog-body.tsx'
import type { GoTo } from './go-to.ts'
import { Kbd } from './kbd.tsx'
import { toastUnreached } from './toast.tsx'

/** What `?` shows: every key, and the switch that turns the single keys off. */
export function ShortcutHelp({
  goTo,
  keys,
  setKeysAction,
  onClose,
}: {
  goTo: readonly GoTo[]
  keys: boolean
  setKeysAction: (data: FormData) => Promise<void>
  onClose: () => void
}) {
  const [on, show] = useOptimistic(keys)
  const [, start] = useTransition()
  const general = [
    ['Search and go to', 'Ctrl', 'K'],
    ['The same', '/'],
    ['Create', 'c'],
    ['Edit', 'e'],
    ['Next row, row before', 'j', 'k'],
    ['Tick the row', 'x'],
    ['From a ticked box to what can be done', 'Enter'],
    ['This help', '?'],
  ] as const
  return (
    <DialogBody title="Keys" shape="wide" onClose={onClose}>
      <div className="grid gap-6 sm:grid-cols-2">
        <Keys title="Anywhere" rows={general} />
        <Keys
          title="Go to"
          rows={goTo.flatMap((page) => (page.key === undefined ? [] : [[page.label, 'g', page.key] as const]))}
        />
      </div>
      <label className="mt-4 flex min-h-8 items-center gap-2 border-t border-line pt-4">
        <input
          type="checkbox"
          className="tick"
          checked={on}
          onChange={(event) => {
            const next = event.target.checked
            start(async () => {
              show(next)
              const data = new FormData()
              data.set('keys', next ? 'yes' : 'no')
              await setKeysAction(data).catch(toastUnreached)
            })
          }}
        />
        Single keys do things. Turn this off if you speak to your computer or press keys by accident.
      </label>
    </DialogBody>
  )
}

function Keys({ title, rows }: { title: string; rows: readonly (readonly [string, ...string[]])[] }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium text-ink-3">{title}</h3>
      <dl className="grid gap-1">
        {rows.map(([label, ...keys]) => (
          <div key={label} className="flex min-h-7 items-center justify-between gap-3">
            <dt>{label}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
