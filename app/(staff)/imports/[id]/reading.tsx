'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { Progress } from '@/app/_ui/progress.tsx'

type Seen = { rows: number; total: number | null; perSecond: number }

const figures = new Intl.NumberFormat('en-US')

/**
 * How far reading (or, with `writing`, the commit) is. Asks every second and shows the page anew once it is over; the work
 * goes on without anybody watching.
 */
export function Reading({
  id,
  rows,
  total,
  writing = false,
}: {
  id: string
  rows: number
  total: number | null
  writing?: boolean
}) {
  const router = useRouter()
  const [seen, setSeen] = useState<Seen>({ rows, total, perSecond: 0 })
  const [lost, setLost] = useState(false)
  const first = useRef<{ at: number; rows: number }>(null)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const ask = async () => {
      const progress = await askProgress(id)
      if (over) return
      setLost(progress === null)
      if (progress !== null) {
        const going = writing ? progress.busy : progress.state === 'uploaded' || progress.state === 'staging'
        if (!going) {
          router.refresh()
          // The new page takes this one's place; should it not arrive, it is asked for again.
          timer = setTimeout(() => void ask(), 5000)
          return
        }
        const at = performance.now()
        first.current ??= { at, rows: progress.rows }
        const seconds = (at - first.current.at) / 1000
        const perSecond = seconds < 1 ? 0 : Math.max(0, Math.round((progress.rows - first.current.rows) / seconds))
        setSeen({ rows: progress.rows, total: progress.total, perSecond })
      }
      timer = setTimeout(() => void ask(), 1000)
    }
    timer = setTimeout(() => void ask(), 500)
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [id, writing, router])

  const speed = seen.perSecond > 0 ? ` · ${figures.format(seen.perSecond)} rows per second` : ''
  const of = seen.total === null || seen.total === 0 ? '' : ` of ${figures.format(seen.total)}`
  return (
    <section aria-label={writing ? 'Writing' : 'Reading'} className="grid max-w-form gap-3">
      {writing ? (
        <Progress label="Writing the import" />
      ) : (
        <Progress
          label={seen.rows === 0 ? 'Reading the sheet' : 'Reading and checking rows'}
          {...(seen.total !== null && seen.total > 0 && seen.rows > 0 ? { value: seen.rows, max: seen.total } : {})}
          {...(seen.rows > 0 ? { detail: `${figures.format(seen.rows)}${of} rows${speed}` } : {})}
        />
      )}
      <p className="text-ink-2">
        {writing
          ? 'It comes in whole or not at all. You may leave this page.'
          : 'You may leave this page; reading goes on. Nothing is written to your records yet.'}
      </p>
      {lost ? <output className="mark is-overdue">The connection is lost; trying again.</output> : null}
      <noscript>
        <p>Reload the page to see how far it is.</p>
      </noscript>
    </section>
  )
}

async function askProgress(
  id: string,
): Promise<{ state: string; rows: number; total: number | null; busy: boolean } | null> {
  try {
    const answer = await fetch(`/api/imports/${id}/progress`, { cache: 'no-store' })
    // Signed out, or thrown away meanwhile: the page says so once it is shown anew.
    if (answer.status === 401 || answer.status === 404) return { state: 'gone', rows: 0, total: null, busy: false }
    if (!answer.ok) return null
    const body: unknown = await answer.json()
    if (typeof body !== 'object' || body === null) return null
    const total: unknown = Reflect.get(body, 'total_rows')
    return {
      state: String(Reflect.get(body, 'state')),
      rows: Number(Reflect.get(body, 'staged_rows')),
      total: typeof total === 'number' ? total : null,
      busy: Reflect.get(body, 'busy') === true,
    }
  } catch {
    return null
  }
}
