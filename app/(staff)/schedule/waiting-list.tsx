'use client'

import { clsx } from 'clsx'
import { Day } from '@/app/_ui/day.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { wordFor } from '@/lib/devices/words.ts'
import type { WaitingOrder } from '@/lib/visits/board.ts'
import { assembliesWords } from '@/lib/visits/words.ts'
import { WORK_KINDS } from '@/lib/work-orders/words.ts'
import type { BoardHands } from './use-board.ts'

/** Orders that wait for a day, the most pressing first. What is dropped here is taken off the schedule. */
export function WaitingList({
  orders,
  count,
  board,
}: {
  orders: readonly WaitingOrder[]
  count: number
  board: BoardHands
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- takes what is dropped; a button of the visit does it too
    <section
      className="board-waiting"
      aria-labelledby="waiting"
      onDragOver={board.edit ? (event) => event.preventDefault() : undefined}
      onDrop={board.dropOnWaiting}
    >
      <h2 id="waiting" className="text-base font-semibold">
        Waiting for a day <span className="font-normal text-ink-3 tabular-nums">{count > 1000 ? '1,000+' : count}</span>
      </h2>
      {orders.length === 0 ? (
        <p className="text-ink-3">
          Nothing waits. Plan visits from the <TextLink href="/due">due list</TextLink>.
        </p>
      ) : null}
      <ul className="grid gap-2">
        {orders.map((order) => (
          <li key={order.id}>
            <button
              type="button"
              data-card={order.id}
              draggable={board.edit}
              aria-describedby={board.edit ? 'board-help' : undefined}
              aria-pressed={board.carried?.id === order.id || undefined}
              className={clsx('board-card', board.carried?.id === order.id && 'is-carried')}
              disabled={board.moving.has(order.id)}
              onClick={() => board.openOrder(order)}
              onDragStart={() => board.drag(order.id)}
            >
              <span className="board-when">
                {wordFor(WORK_KINDS, order.kind)}
                <span className="board-state">{order.due_on === null ? 'no day' : <Day day={order.due_on} />}</span>
              </span>
              <span className="board-name">{order.customer}</span>
              <span className="board-more">
                {[
                  order.minutes === null ? '' : `${order.minutes} min`,
                  assembliesWords(order.devices),
                  order.line1,
                  order.city,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {count > orders.length ? (
        <p className="text-sm text-ink-2">
          The first {orders.length} are shown. <TextLink href="/work-orders">All work orders</TextLink>
        </p>
      ) : null}
    </section>
  )
}
