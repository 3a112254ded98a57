import { formatDay } from '@/lib/dates.ts'
import { wordFor } from '@/lib/devices/words.ts'
import { type Html, html } from '@/lib/html.ts'
import type { BoardVisit, WaitingOrder } from '@/lib/visits/board.ts'
import { assembliesWords, clockWords, VISIT_STATES } from '@/lib/visits/words.ts'
import { WORK_KINDS } from '@/lib/work-orders/words.ts'

/* What a card of the board says, as markup: of six hundred cards React's elements were most of what the page cost. */

/** When, who, how much, and what speaks against it. */
export function visitFace(visit: BoardVisit, warnings: readonly string[]): Html {
  const { state, city, line1 } = visit
  const where = city === null ? line1 : `${line1}, ${city}`
  const warning =
    warnings.length === 0 ? null : html`<span class="mark is-overdue board-warning">${warnings.join(', ')}</span>`
  return html`<span class="board-when">${clockWords(visit.minute)}<span class="${state === 'planned' ? 'sr-only' : 'board-state'}">${wordFor(VISIT_STATES, state)}</span></span><span class="board-name">${visit.customer}</span><span class="board-more" title="${where}">${visit.minutes} min · ${assembliesWords(visit.devices)} · ${line1}</span>${warning}`
}

/** What kind of work, by when, for whom, how much. */
export function orderFace({ kind, due_on, customer, minutes, devices, line1, city }: WaitingOrder): Html {
  const due = due_on === null ? html`no day` : html`<time datetime="${due_on}" class="day">${formatDay(due_on)}</time>`
  const more = [minutes === null ? '' : `${minutes} min`, assembliesWords(devices), line1, city ?? '']
  return html`<span class="board-when">${wordFor(WORK_KINDS, kind)}<span class="board-state">${due}</span></span><span class="board-name">${customer}</span><span class="board-more">${more.filter(Boolean).join(' · ')}</span>`
}
