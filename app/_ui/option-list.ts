import type { KeyboardEvent } from 'react'

/** Where a key takes the highlight in a list of `count` options; null when the key is not one of the list's. */
export function optionKey(event: KeyboardEvent, at: number, count: number): number | null {
  if (count === 0 || event.altKey || event.metaKey) return null
  const moves: Record<string, number> = {
    ArrowDown: at + 1 >= count ? 0 : at + 1,
    ArrowUp: at <= 0 ? count - 1 : at - 1,
    PageDown: Math.min(count - 1, at + 8),
    PageUp: Math.max(0, at - 8),
  }
  const to = moves[event.key]
  if (to === undefined) return null
  event.preventDefault()
  return to
}
