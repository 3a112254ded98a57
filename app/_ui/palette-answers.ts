'use client'

import { useEffect, useState } from 'react'

export type PaletteItem = { title: string; detail?: string | undefined; href: string }
export type PaletteGroup = { label: string; items: readonly PaletteItem[] }
type Answers = { query: string; groups: readonly PaletteGroup[]; failed: boolean }

const WAIT_MS = 120
const NONE: readonly PaletteGroup[] = []

/** What `/api/palette?q=` knows about the words, asked a moment after the last key. Old answers stay until new ones. */
export function usePaletteAnswers(query: string) {
  const words = query.trim()
  const [answers, setAnswers] = useState<Answers>({ query: '', groups: NONE, failed: false })
  useEffect(() => {
    if (words === '') return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      ask(words, stop.signal).then(
        (groups) => setAnswers({ query: words, groups, failed: false }),
        () => stop.signal.aborted || setAnswers({ query: words, groups: NONE, failed: true }),
      )
    }, WAIT_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [words])
  if (words === '') return { groups: NONE, asking: false, failed: false }
  return { groups: answers.groups, asking: answers.query !== words, failed: answers.failed }
}

async function ask(words: string, signal: AbortSignal): Promise<readonly PaletteGroup[]> {
  const response = await fetch(`/api/palette?q=${encodeURIComponent(words)}`, {
    signal,
    headers: { accept: 'application/json' },
  })
  if (!response.ok) throw new Error(`palette answered ${response.status}`)
  return groupsOf(await response.json())
}

/** Takes what has the shape of an answer and leaves the rest: an address must be one of ours. */
export function groupsOf(body: unknown): readonly PaletteGroup[] {
  if (!isRecord(body) || !Array.isArray(body.groups)) return NONE
  return body.groups.filter(isRecord).map((group) => ({
    label: String(group.label),
    items: (Array.isArray(group.items) ? group.items : []).filter(isRecord).flatMap((item) => {
      const { title, detail, href } = item
      if (typeof title !== 'string' || typeof href !== 'string' || !/^\/(?!\/)/.test(href)) return []
      return [{ title, href, detail: typeof detail === 'string' ? detail : undefined }]
    }),
  }))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
